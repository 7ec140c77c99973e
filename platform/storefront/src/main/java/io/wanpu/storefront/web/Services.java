package io.wanpu.storefront.web;

import io.wanpu.kernel.text.Texts;
import io.wanpu.runtime.Mall;

/** What the API is made of. */
record Services(
    Mall mall,
    Texts texts,
    Problems problems,
    ProductBytes products,
    Limits limits,
    Repeats repeats) {}
