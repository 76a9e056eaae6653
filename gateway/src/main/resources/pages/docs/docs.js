window.onload = () => SwaggerUIBundle({
  dom_id: '#docs',
  configUrl: '/docs/config.json',
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  queryConfigEnabled: false,
});
