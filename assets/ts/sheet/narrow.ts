// narrow turns what is written in full width into plain characters.
export function narrow(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u202f]/g, " ")
    .replace(/。/g, ".")
    .replace(/[−–—]/g, "-")
}
