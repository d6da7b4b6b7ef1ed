package docread

// Version counts the changes of the reader that make it find other things in the
// same file. What was read with a lower one is worth reading again. 1 stands for
// every reading made before the version was kept.
const Version = 2
