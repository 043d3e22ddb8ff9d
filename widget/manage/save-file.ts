/** Hands the visitor a file of text, under a name that says nothing about them. */
export function saveFile(text: string): void {
  const link = document.createElement('a');
  // Not taken back: some browsers read it only after the click, and it goes with the page.
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'my-data.json';
  link.click();
}
