/**
 * The storefront of a shop: generated for it from source that is in the repository, a theme, its
 * decorated pages and the plugins that it has switched on. The result opens in the WeChat developer
 * tool, fills the third-party platform's template, and runs in a browser.
 *
 * <h2>What the generator takes</h2>
 *
 * <ul>
 *   <li>{@code src/main/miniprogram}: an ordinary native mini-program in a restricted dialect:
 *       CommonJS with paths written out, WXS in files only, {@code bind:tap} and not {@code
 *       bindtap}, no numeric {@code wx:for}. Components of TDesign are named {@code
 *       tdesign-miniprogram/button/button}.
 *   <li>{@code tenant-themes/<id>}: {@code theme.yaml} (names, tokens), {@code overrides/} (files
 *       in the place of the core's), {@code pages/*.json} (decorated pages).
 *   <li>{@code miniprogram/} in a plugin's jar: {@code miniprogram.json} with {@code pages}, {@code
 *       blocks} (type to component) and {@code slots} (place to component), and the files they
 *       need. Pages and their files become the subpackage {@code packages/<plugin>}; files of
 *       blocks and slots go to {@code blocks/<plugin>} of the main package.
 * </ul>
 *
 * <h2>What it adds</h2>
 *
 * <ul>
 *   <li>{@code config.js}: address of the API (empty in a browser: the same origin), shop, name,
 *       language, currency, version, theme, tab bar, plugins.
 *   <li>{@code pages-data.js}: the decorated pages by name.
 *   <li>{@code theme.wxss}: the theme's tokens as {@code --shop-<token>}.
 *   <li>{@code generated/blocks/blocks}: a component that shows a list of blocks, with those block
 *       components only that the shop's pages use.
 *   <li>{@code generated/slots/<place>/<place>}: what plugins add to a page of the core.
 *   <li>{@code miniprogram_npm/}: the components of TDesign that are used, and nothing else of it.
 * </ul>
 */
@NullMarked
package io.wanpu.miniprogram;

import org.jspecify.annotations.NullMarked;
