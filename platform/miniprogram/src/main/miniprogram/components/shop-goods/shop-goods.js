/** A line of a checkout or an order. */
Component({
  properties: {
    line: {
      type: Object,
      value: { title: '', spec: '', picture: '', unitPrice: 0, listPrice: 0, quantity: 1 },
    },
  },
});
