/** Servers, Redis and MariaDB killed at the worst moment. These tests start their own. */
package io.wanpu.server.fault;
