package io.wanpu.kernel.publish;

/** Everything about mini-programs at WeChat, where the mall has a third-party platform. */
public record Publishing(PublishMiniProgram wishes, CarryOut carryOut, HearPlatform events) {}
