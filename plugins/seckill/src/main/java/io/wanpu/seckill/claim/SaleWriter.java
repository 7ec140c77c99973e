package io.wanpu.seckill.claim;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.gate.Gates.Answer.Gone;
import io.wanpu.api.gate.Gates.Answer.Ticket;
import io.wanpu.api.gate.Gates.Answer.Unreachable;
import io.wanpu.api.plugin.Mall;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/**
 * Writes the claims of one SKU in an activity, a queue of wishes a transaction.
 *
 * <p>The usual way: the gate is asked once for all, and for those who come next, then one
 * transaction takes the pieces by a conditional update and inserts the claims. What members have
 * already is read only of those whom this node has seen before; everybody else is taken for a
 * newcomer, and the unique keys of claims refuse whoever is none. Whatever is unusual goes the safe
 * way: with the row of stock locked it is seen what is really there and what everybody has, the
 * epoch grows, so that every ticket that is about becomes void, and the gate is opened anew. So a
 * wiped, shut, lagging or unreachable gate costs speed and never a piece.
 *
 * <p>Any number of nodes may do this at once; the row decides. On one node the queue sees to it
 * that only one thread at a time is in here.
 */
final class SaleWriter {
  private static final int TRIES = 5;

  private static final int MOST_SEEN = 200_000;

  /** MariaDB's number for a row that a unique key refuses. */
  private static final int DUPLICATE = 1062;

  /**
   * So many times the pieces that a rush wants are asked of the gate beyond those: what is not used
   * now is kept for the next queues. Should other nodes run short meanwhile, they see what is
   * really there, and what is kept here becomes void with its epoch.
   */
  private static final int AHEAD = 15;

  /** So many wishes at once are a rush. */
  private static final int RUSH = 8;

  /** So long nobody asks a Redis that did not answer. */
  private static final Duration AWAY = Duration.ofSeconds(1);

  private final Mall mall;
  private final ClaimBook book;
  private final SaleKey sale;
  private final Terms terms;
  private volatile Instant gateAwayUntil = Instant.MIN;
  private volatile boolean emptied;

  /** Pieces that the gate has given and nobody has claimed yet. */
  private Ticket pocket = new Ticket(0, 0);

  /** Members known to have claims here. A hint: whom it lacks, the unique keys find out. */
  private final Set<Long> seen = new HashSet<>();

  SaleWriter(Mall mall, ClaimBook book, SaleKey sale, Terms terms) {
    this.mall = mall;
    this.book = book;
    this.sale = sale;
    this.terms = terms;
  }

  /** Whether the last look at the row found nothing left. */
  boolean emptied() {
    return emptied;
  }

  /** Answers each wish, in order. Every claim that it answers with is committed. */
  List<Answer> serve(List<Wish> wishes) {
    emptied = false;
    var answers = answers(wishes);
    remember(wishes, answers);
    return answers;
  }

  private List<Answer> answers(List<Wish> wishes) {
    if (mall.clock().instant().isBefore(gateAwayUntil)) {
      return locked(wishes);
    }
    var wanted = 0L;
    for (var wish : wishes) {
      wanted += wish.quantity();
    }
    if (pocket.pieces() >= wanted) {
      return withTicket(wishes, pocket);
    }
    var ahead = wishes.size() < RUSH ? 0 : AHEAD * wanted;
    return switch (mall.gates().take(sale.gate(), wanted - pocket.pieces(), ahead)) {
      case Ticket ticket when ticket.epoch() == pocket.epoch() ->
          withTicket(wishes, new Ticket(ticket.epoch(), ticket.pieces() + pocket.pieces()));
      case Ticket ticket -> withTicket(wishes, ticket);
      case Gone gone -> locked(wishes);
      case Unreachable unreachable -> {
        gateAwayUntil = mall.clock().instant().plus(AWAY);
        yield locked(wishes);
      }
    };
  }

  private List<Answer> withTicket(List<Wish> wishes, Ticket ticket) {
    pocket = new Ticket(ticket.epoch(), 0);
    if (ticket.pieces() == 0) {
      return locked(wishes);
    }
    Optional<Allotment> written;
    try {
      written = mall.db().transaction(tx -> allot(tx, wishes, ticket));
    } catch (RuntimeException e) {
      if (isDuplicate(e)) {
        // somebody is no newcomer after all: nothing was written, and the locked way sees who
        return locked(wishes);
      }
      // perhaps committed, perhaps not: the gate no longer knows what is left
      mall.gates().shut(sale.gate());
      throw e;
    }
    if (written.isEmpty()) {
      return locked(wishes);
    }
    var allotment = written.get();
    pocket = new Ticket(ticket.epoch(), ticket.pieces() - allotment.pieces());
    if (allotment.shortAt().isEmpty()) {
      return allotment.answers();
    }
    // the gate had too few: see what is really there
    var answers = new ArrayList<>(allotment.answers());
    var again = locked(allotment.shortAt().stream().map(wishes::get).toList());
    for (var i = 0; i < again.size(); i++) {
      answers.set(allotment.shortAt().get(i), again.get(i));
    }
    return answers;
  }

  /** The usual transaction; empty when the ticket is void. */
  private Optional<Allotment> allot(Tx tx, List<Wish> wishes, Ticket ticket) {
    var allotment = allotment(tx, wishes, ticket.pieces(), known(wishes));
    if (allotment.pieces() > 0) {
      if (!book.take(tx, sale, allotment.pieces(), ticket.epoch())) {
        return Optional.empty();
      }
      book.insert(tx, allotment.claims());
    }
    return Optional.of(allotment);
  }

  /** What the locked row said. */
  private record Counted(List<Answer> answers, int left, long epoch, boolean closed) {}

  private List<Answer> locked(List<Wish> wishes) {
    for (var attempt = 1; ; attempt++) {
      try {
        var counted = mall.db().transaction(tx -> allotLocked(tx, wishes));
        emptied = counted.left() == 0 && !counted.closed();
        if (!counted.closed() && !mall.clock().instant().isBefore(gateAwayUntil)) {
          mall.gates().open(sale.gate(), counted.epoch(), counted.left());
        }
        return counted.answers();
      } catch (DataAccessException e) {
        // somebody has just claimed with the same key, or in the same turn, through another writer
        if (!isDuplicate(e)) {
          throw e;
        }
        if (attempt == TRIES) {
          throw new MallException(ErrorKind.UNAVAILABLE, "seckill.busy", List.of(), List.of(), e);
        }
      }
    }
  }

  private Counted allotLocked(Tx tx, List<Wish> wishes) {
    var stock =
        book.lock(tx, sale).orElseThrow(() -> MallException.notFound("seckill.unknown_activity"));
    var allotment = allotment(tx, wishes, stock.closed() ? 0 : stock.left(), members(wishes));
    if (stock.closed()) {
      var answers = new ArrayList<>(allotment.answers());
      allotment.shortAt().forEach(at -> answers.set(at, new Answer.Over()));
      return new Counted(answers, 0, stock.epoch(), true);
    }
    if (!book.takeUnderNewEpoch(tx, sale, allotment.pieces())) {
      throw new IllegalStateException("the locked row of " + sale + " has changed");
    }
    book.insert(tx, allotment.claims());
    return new Counted(
        allotment.answers(), stock.left() - allotment.pieces(), stock.epoch() + 1, false);
  }

  /** Serves a queue. @param lookUp members whose earlier claims are read */
  private Allotment allotment(Tx tx, List<Wish> wishes, long available, Set<Long> lookUp) {
    return Allotment.of(
        sale,
        terms,
        wishes,
        lookUp.isEmpty() ? List.of() : book.of(tx, sale.activity(), lookUp),
        available,
        mall.clock().instant(),
        mall::newId);
  }

  private static Set<Long> members(List<Wish> wishes) {
    var members = HashSet.<Long>newHashSet(wishes.size());
    wishes.forEach(wish -> members.add(wish.member().value()));
    return members;
  }

  private Set<Long> known(List<Wish> wishes) {
    var known = new HashSet<Long>();
    for (var wish : wishes) {
      if (seen.contains(wish.member().value())) {
        known.add(wish.member().value());
      }
    }
    return known;
  }

  private void remember(List<Wish> wishes, List<Answer> answers) {
    if (seen.size() > MOST_SEEN) {
      seen.clear();
    }
    for (var i = 0; i < answers.size(); i++) {
      switch (answers.get(i)) {
        case Answer.Granted g -> seen.add(wishes.get(i).member().value());
        case Answer.LimitReached l -> seen.add(wishes.get(i).member().value());
        case Answer.KeyReused k -> seen.add(wishes.get(i).member().value());
        case Answer.SoldOut none -> {}
        case Answer.TooFew few -> {}
        case Answer.Over over -> {}
      }
    }
  }

  private static boolean isDuplicate(RuntimeException e) {
    return e instanceof DataAccessException failed
        && failed.getCause(SQLException.class) instanceof SQLException sql
        && sql.getErrorCode() == DUPLICATE;
  }
}
