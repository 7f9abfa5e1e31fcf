// The search would run in a worker made from a blob, which the page's policy does not allow.
Redoc.init('/v3/api-docs', { disableSearch: true, hideDownloadButton: false, nativeScrollbars: true },
  document.getElementById('redoc'));
