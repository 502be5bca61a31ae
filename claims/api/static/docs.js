"use strict";

window.addEventListener("load", () => {
  window.SwaggerUIBundle({
    url: "openapi.json",
    dom_id: "#docs",
    deepLinking: true,
    tryItOutEnabled: false,
    validatorUrl: null, // no badge from another host
  });
});
