/** A drawing as large as the text around it and of its colour. */
Component({
  options: { virtualHost: true, styleIsolation: 'isolated' },
  properties: { name: String },
});
