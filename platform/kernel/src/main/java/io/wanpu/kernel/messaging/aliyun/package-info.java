/** Text messages through Aliyun's short message service. */
@NullMarked
package io.wanpu.kernel.messaging.aliyun;

import org.jspecify.annotations.NullMarked;
