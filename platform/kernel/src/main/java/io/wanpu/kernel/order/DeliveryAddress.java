package io.wanpu.kernel.order;

/** Where an order goes, as it was when it was placed. */
public record DeliveryAddress(
    String name, String phone, String province, String city, String district, String detail) {}
