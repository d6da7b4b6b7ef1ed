// Package alike owns the guess whether two questions of different forms ask for the same thing: by their names in
// Chinese and their units of measure.
//
// It never decides that they do: a person is shown the likeness, and reuses the other answer or says why not. What
// words mean the same and what words make a different question stands in words.yaml.
package alike
