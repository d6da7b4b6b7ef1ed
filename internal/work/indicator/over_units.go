package indicator

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

// numbers gives the operands their values.
type numbers struct {
	d      Definition
	values []decimal.Decimal
}

// Get is the value of an operand.
func (n numbers) Get(name string) expr.Value {
	i := n.d.operand(name)
	if i < 0 {
		return expr.Value{}
	}
	return expr.NumberOf(n.values[i])
}

// formula computes the formula; ok is false when it divides by zero or grows
// out of any figure's size.
func (d Definition) formula(values []decimal.Decimal) (v decimal.Decimal, ok bool) {
	if d.program == nil {
		return values[0], true
	}
	result, err := d.program.Eval(numbers{d, values}, expr.Options{})
	if err != nil || result.Value.Kind() != expr.Number {
		return decimal.Decimal{}, false
	}
	return result.Value.Number(), true
}

// weighed is one unit's value and its weight.
type weighed struct{ value, weight decimal.Decimal }

// overUnits makes one number of the units' inputs. totals are the sums of the
// operands, for Sum only. ok is false when it cannot be computed.
func (d Definition) overUnits(inputs [][]decimal.Decimal) (v decimal.Decimal, totals []decimal.Decimal, ok bool) {
	if len(inputs) == 0 {
		return decimal.Decimal{}, nil, false
	}
	if d.Over.Units == Sum {
		totals = make([]decimal.Decimal, len(d.Operands))
		for _, one := range inputs {
			for i, x := range one {
				totals[i] = totals[i].Add(x)
			}
		}
		v, ok = d.formula(totals)
		return v, totals, ok
	}
	var all []weighed
	for _, one := range inputs {
		value, ok := d.formula(one)
		if !ok {
			continue
		}
		weight := decimal.NewFromInt(1)
		if i := d.operand(d.Over.Weight); i >= 0 {
			weight = one[i]
		}
		all = append(all, weighed{value, weight})
	}
	v, ok = d.spread(all)
	return v, nil, ok
}

func (d Definition) spread(all []weighed) (decimal.Decimal, bool) {
	if len(all) == 0 {
		return decimal.Decimal{}, false
	}
	if d.Over.Units == CV {
		return variation(all)
	}
	if d.Over.Units == Mean {
		return weightedMean(all)
	}
	values := make([]decimal.Decimal, len(all))
	for i, w := range all {
		values[i] = w.value
	}
	return fold(d.Over.Units, values), true
}

func weightedMean(all []weighed) (decimal.Decimal, bool) {
	total, weight := decimal.Zero, decimal.Zero
	for _, w := range all {
		total, weight = total.Add(w.value.Mul(w.weight)), weight.Add(w.weight)
	}
	if !weight.IsPositive() {
		return decimal.Decimal{}, false
	}
	return total.DivRound(weight, quotientPlaces), true
}

// variationProgram is the statutory coefficient (差异系数: weighted by pupils
// around the weighted mean, 教督〔2012〕3号 and 教督〔2017〕6号), as the
// expression engine defines it for every definition and check.
var variationProgram = mustVariation()

func mustVariation() *expr.Program {
	scope := expr.NewScope()
	list := expr.Type{Kind: expr.List, Elem: &expr.Type{Kind: expr.Number}}
	scope.Declare("values", list)
	scope.Declare("weights", list)
	program, err := expr.Compile("cv(values, weights)", scope, expr.Number)
	if err != nil {
		panic(err)
	}
	return program
}

// lists are the two lists of variationProgram.
type lists struct{ values, weights expr.Value }

// Get is one of the lists.
func (l lists) Get(name string) expr.Value {
	if name == "values" {
		return l.values
	}
	return l.weights
}

func variation(all []weighed) (decimal.Decimal, bool) {
	values, weights := make([]expr.Value, len(all)), make([]expr.Value, len(all))
	for i, w := range all {
		values[i], weights[i] = expr.NumberOf(w.value), expr.NumberOf(w.weight)
	}
	result, err := variationProgram.Eval(lists{expr.ListOf(values...), expr.ListOf(weights...)}, expr.Options{})
	if err != nil || result.Value.Kind() != expr.Number {
		return decimal.Decimal{}, false
	}
	return result.Value.Number(), true
}
