package io.wanpu.api.admin;

/** Tasks of the admin menu; a plugin adds its entries under the task they belong to. */
public enum Section {
  ORDERS,
  PRODUCTS,
  MEMBERS,
  MARKETING,
  STOREFRONT,
  LIVE,
  DATA,
  SETTINGS
}
