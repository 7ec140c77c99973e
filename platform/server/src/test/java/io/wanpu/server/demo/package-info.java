/** The demo, loaded into a database of its own. */
package io.wanpu.server.demo;
