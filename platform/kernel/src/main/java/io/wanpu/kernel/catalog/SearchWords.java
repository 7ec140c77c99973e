package io.wanpu.kernel.catalog;

import io.wanpu.api.id.TenantId;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Turns text into the tokens that the full-text index holds, and what shoppers type into a query on
 * them.
 *
 * <p>A query is cut into words. The index holds of Chinese text each character and each pair of
 * neighbours, so that a word is found wherever it stands, however the title was cut; a longer word
 * is asked for by its pairs. Every token carries the shop: {@code t<tenant>_<token>}.
 */
public final class SearchWords {
  private static final int MOST_TOKENS = 1_200;
  private static final int MOST_WORDS = 12;
  private static final int LONGEST = 40;

  private SearchWords() {}

  /** Tokens of a product's text, for the index. */
  public static String index(TenantId shop, Collection<String> texts) {
    var tokens = new LinkedHashSet<String>();
    for (var text : texts) {
      for (var run : runs(normal(text))) {
        if (isHan(run.codePointAt(0))) {
          var characters = run.codePoints().toArray();
          for (var i = 0; i < characters.length; i++) {
            tokens.add(Character.toString(characters[i]));
            if (i + 1 < characters.length) {
              tokens.add(new String(characters, i, 2));
            }
          }
        } else {
          tokens.add(cut(run));
        }
      }
    }
    return String.join(" ", tokens.stream().limit(MOST_TOKENS).map(t -> token(shop, t)).toList());
  }

  /**
   * A query in the database's boolean mode: all words must be there. Empty when the text holds no
   * word at all.
   */
  public static String query(TenantId shop, String text) {
    var wanted = new LinkedHashSet<String>();
    for (var run : runs(normal(text))) {
      if (wanted.size() >= MOST_WORDS) {
        break;
      }
      if (isHan(run.codePointAt(0))) {
        for (var word : words(run)) {
          addPairs(wanted, word);
        }
      } else {
        // what is being typed may be the beginning of a word
        wanted.add(cut(run) + "*");
      }
    }
    return String.join(
        " ", wanted.stream().limit(MOST_WORDS * 2L).map(w -> "+" + token(shop, w)).toList());
  }

  private static void addPairs(Set<String> wanted, String word) {
    var characters = word.codePoints().toArray();
    if (characters.length == 1) {
      wanted.add(word);
    }
    for (var i = 0; i + 1 < characters.length; i++) {
      wanted.add(new String(characters, i, 2));
    }
  }

  private static String token(TenantId shop, String token) {
    return "t" + shop + "_" + token;
  }

  private static String cut(String run) {
    return run.length() > LONGEST ? run.substring(0, LONGEST) : run;
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Runs of Chinese characters, and runs of other letters and digits. */
  private static List<String> runs(String text) {
    var runs = new ArrayList<String>();
    var run = new StringBuilder();
    var han = false;
    for (var c : text.codePoints().toArray()) {
      var word = Character.isLetterOrDigit(c);
      if (!run.isEmpty() && (!word || isHan(c) != han)) {
        runs.add(run.toString());
        run.setLength(0);
      }
      if (word) {
        han = isHan(c);
        run.appendCodePoint(c);
      }
    }
    if (!run.isEmpty()) {
      runs.add(run.toString());
    }
    return runs;
  }

  private static boolean isHan(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }

  /** Words of a run of Chinese characters. */
  private static List<String> words(String run) {
    try (var tokenizer = new HMMChineseTokenizer()) {
      var words = new ArrayList<String>();
      var term = tokenizer.addAttribute(CharTermAttribute.class);
      tokenizer.setReader(new StringReader(run));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        if (isHan(term.toString().codePointAt(0))) {
          words.add(term.toString());
        }
      }
      tokenizer.end();
      return words.isEmpty() ? List.of(run) : words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
