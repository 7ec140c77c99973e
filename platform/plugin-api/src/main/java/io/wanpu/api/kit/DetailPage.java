package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing with all that belongs to it: the story on the left, facts and what can be done on the
 * right.
 *
 * @param back the list that it belongs to
 * @param sub what happens next
 * @param problem what went wrong just now
 */
public record DetailPage(
    Text title,
    Optional<Back> back,
    Optional<Cell.Badge> state,
    Optional<Text> sub,
    Optional<Text> problem,
    List<Action> actions,
    List<Section> story,
    List<Section> facts) {
  public DetailPage {
    actions = List.copyOf(actions);
    story = List.copyOf(story);
    facts = List.copyOf(facts);
  }

  /** The page above. */
  public record Back(String path, Text label) {}

  /** Begins one. */
  public static Builder titled(Text title) {
    return new Builder(title);
  }

  /** Collects the parts. */
  public static final class Builder {
    private final Text title;
    private @Nullable Back back;
    private Cell.@Nullable Badge state;
    private @Nullable Text sub;
    private @Nullable Text problem;
    private final List<Action> actions = new ArrayList<>();
    private final List<Section> story = new ArrayList<>();
    private final List<Section> facts = new ArrayList<>();

    private Builder(Text title) {
      this.title = title;
    }

    public Builder back(String path, Text label) {
      this.back = new Back(path, label);
      return this;
    }

    public Builder state(Text label, Tone tone) {
      this.state = new Cell.Badge(label, tone);
      return this;
    }

    public Builder sub(Text next) {
      this.sub = next;
      return this;
    }

    public Builder problem(Optional<Text> wrong) {
      this.problem = wrong.orElse(null);
      return this;
    }

    public Builder action(Action action) {
      actions.add(action);
      return this;
    }

    public Builder story(Section section) {
      story.add(section);
      return this;
    }

    public Builder facts(Section section) {
      facts.add(section);
      return this;
    }

    public DetailPage build() {
      return new DetailPage(
          title,
          Optional.ofNullable(back),
          Optional.ofNullable(state),
          Optional.ofNullable(sub),
          Optional.ofNullable(problem),
          actions,
          story,
          facts);
    }
  }
}
