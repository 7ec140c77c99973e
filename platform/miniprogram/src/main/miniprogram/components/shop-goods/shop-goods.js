/** A line of a checkout or an order. */
Component({ properties: { line: { type: Object, value: {} } } });
