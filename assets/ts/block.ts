// A block of cells as Excel and WPS put it on the clipboard: tabs between cells,
// line ends between rows, quotes round cells that hold either.
export function parseBlock(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ""
  let quoted = false
  const endCell = () => {
    row.push(tidy(cell))
    cell = ""
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += '"'
      i++
    } else if (quoted && c === '"') quoted = false
    else if (quoted) cell += c
    else if (c === '"' && cell === "") quoted = true
    else if (c === "\t") endCell()
    else if (c === "\n") endRow()
    else if (c !== "\r") cell += c
  }
  if (cell !== "" || row.length > 0) endRow()
  return rows
}

// tidy drops blanks and the separators of thousands that a format has put in.
function tidy(cell: string): string {
  const text = cell.trim()
  return /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/,/g, "") : text
}
