/** The block in the editor: its settings and a placeholder. What visitors get is printed by unknot.php. */
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: h, Fragment } = element;
  const { __ } = i18n;
  const options = values => values.map(value => ({ label: value, value }));

  function Edit({ attributes, setAttributes }) {
    const bound = name => ({ value: attributes[name], onChange: value => setAttributes({ [name]: value }) });
    const choice = (name, label, values) =>
      h(components.SelectControl, { key: name, label, options: options(values), ...bound(name) });
    const text = (name, label) => h(components.TextControl, { key: name, label, ...bound(name) });
    const panel = h(components.PanelBody, { title: 'Unknot' }, [
      text('clinic', __('Clinic key', 'unknot')),
      choice('mode', __('Mode', 'unknot'), ['inline', 'bubble', 'dialog']),
      choice('placement', __('Corner of the bubble', 'unknot'), ['end', 'start']),
      choice('theme', __('Theme', 'unknot'), ['auto', 'light', 'dark']),
      text('phone', __('Phone, shown where it cannot start', 'unknot')),
      h(components.ToggleControl, {
        key: 'sealed',
        label: __('Sealed: no script of this site can read the answers', 'unknot'),
        checked: attributes.sealed,
        onChange: sealed => setAttributes({ sealed }),
      }),
    ]);
    const shown = attributes.clinic || __('Name the clinic in the sidebar.', 'unknot');
    return h(
      Fragment,
      null,
      h(blockEditor.InspectorControls, null, panel),
      h(
        'div',
        blockEditor.useBlockProps(),
        h(components.Placeholder, { icon: 'format-chat', label: 'Unknot', instructions: shown }),
      ),
    );
  }

  blocks.registerBlockType('unknot/intake', { edit: Edit, save: () => null });
})(window.wp);
