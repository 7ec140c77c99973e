package io.wanpu.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wanpu.launcher.ServerNode;
import io.wanpu.launcher.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything is and who may sign in, for a person who has just started the mall. */
final class Summary {
  private Summary() {}

  static void print(Stack stack, ServerNode node, PrintStream out) {
    out.println();
    out.println("  Storefront      " + node.storefront());
    out.println("  Admin           " + node.admin());
    out.println(
        "  Operator        "
            + stack.secrets().operatorLogin()
            + " / "
            + stack.secrets().operatorPassword());
    out.println("  WeChat sandbox  " + stack.wechat().url());
    Path demo = stack.data().resolve("demo.json");
    if (Files.exists(demo)) {
      try {
        shops(JsonMapper.builder().build().readTree(Files.readString(demo)), out);
        out.println("  Everything for scripts: " + demo);
      } catch (IOException unreadable) {
        out.println("  " + demo + " cannot be read: " + unreadable.getMessage());
      }
    }
    out.println();
  }

  private static void shops(JsonNode demo, PrintStream out) {
    for (JsonNode shop : demo.path("tenants")) {
      out.println();
      out.println(
          "  Shop "
              + text(shop, "code")
              + "  "
              + text(shop, "name")
              + "  "
              + text(shop, "storefront"));
      for (JsonNode staff : shop.path("staff")) {
        out.println(
            "    sign in as    "
                + text(staff, "login")
                + " / "
                + text(staff, "password")
                + "  "
                + text(staff, "role"));
      }
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
