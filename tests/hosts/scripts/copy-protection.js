// Keeps visitors from copying: whatever is not a field of a form can be neither pressed nor marked nor dragged.
(() => {
  const FIELDS = ['INPUT', 'TEXTAREA', 'SELECT', 'OPTION', 'BUTTON', 'A'];
  const isField = event => FIELDS.includes(event.target.tagName);
  document.onmousedown = event => isField(event);
  document.onselectstart = event => isField(event);
  document.ondragstart = () => false;
  document.oncontextmenu = () => false;
  document.oncopy = event => isField(event);
  document.onkeydown = event => !((event.ctrlKey || event.metaKey) && 'acuxsp'.includes(event.key.toLowerCase()));
  const style = document.createElement('style');
  style.textContent = '* { user-select: none; -webkit-user-select: none; -webkit-touch-callout: none }';
  document.head.appendChild(style);
})();
