package io.wanpu.benchmarks.bare;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hands the claim to the batched writer and answers after its commit. */
@WebServlet("/claims")
public final class ClaimServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private transient @Nullable BatchedClaims claims;

  private synchronized BatchedClaims claims() {
    var writer = claims;
    if (writer == null) {
      writer = new BatchedClaims(Pool.transactions());
      claims = writer;
    }
    return writer;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var id = claims().claim(ClaimRow.of(request));
    if (id == 0) {
      Replies.soldOut(response);
    } else {
      Replies.created(response, id);
    }
  }
}
