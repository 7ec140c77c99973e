/** An address that one page chooses for another. */
let address;

function put(chosen) {
  address = chosen;
}

/** The address, once. */
function take() {
  const taken = address;
  address = undefined;
  return taken;
}

module.exports = { put, take };
