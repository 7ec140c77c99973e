/** Which SKU a shopper means by what she has picked so far. */

/** Whether a SKU has all picked values; `''` stands for not picked. */
function fits(sku, picked) {
  return picked.every((value, i) => !value || sku.values[i] === value);
}

function sellable(sku) {
  return sku.availability !== 'sold-out';
}

/** The SKU when every spec is picked. */
function chosen(product, picked) {
  if (picked.some((value) => !value) || picked.length !== product.specs.length) {
    return undefined;
  }
  return product.skus.find((sku) => fits(sku, picked));
}

/** Every value of every spec with whether it can still be had beside the other picks. */
function choices(product, picked) {
  return product.specs.map((spec, i) => ({
    name: spec.name,
    values: spec.values.map((value) => {
      const tried = picked.slice();
      tried[i] = value;
      return {
        value,
        on: picked[i] === value,
        off: !product.skus.some((sku) => fits(sku, tried) && sellable(sku)),
      };
    }),
  }));
}

/** What is picked for her: where there is but one way, that one. */
function start(product) {
  const left = product.skus.filter(sellable);
  return product.specs.map((spec, i) =>
    left.length && left.every((sku) => sku.values[i] === left[0].values[i]) ? left[0].values[i] : '',
  );
}

/** Lowest and highest price. */
function range(product) {
  const prices = product.skus.map((sku) => sku.price);
  return { low: Math.min.apply(null, prices), high: Math.max.apply(null, prices) };
}

module.exports = { chosen, choices, start, range, sellable };
