package io.wanpu.api.message;

import java.util.List;

/**
 * A kind of message to members.
 *
 * @param name unique in the plugin
 * @param wechatTitle title under which the template is requested from WeChat
 * @param fields names of its fields, e.g. {@code thing1}, {@code time2}, {@code amount3}
 * @param page page of the mini-program that it opens
 */
public record MessageTemplate(String name, String wechatTitle, List<String> fields, String page) {
  public MessageTemplate {
    fields = List.copyOf(fields);
  }
}
