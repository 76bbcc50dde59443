package h2lab.server.conformance.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the server must say to one step of a conversation, in any order. Where several rules are
 * broken at once the standard does not say which is to be told, so an item is a set of which one
 * must come true.
 */
public final class Expectation {
  private final List<Set<String>> items = new ArrayList<>();
  private final Set<String> tolerated = new TreeSet<>();
  private final List<String> complaints = new ArrayList<>();

  void must(String... oneOf) {
    items.add(Set.of(oneOf));
  }

  void mustOneOf(Collection<String> oneOf) {
    items.add(Set.copyOf(oneOf));
  }

  void may(String item) {
    tolerated.add(item);
  }

  /** What was demanded is only tolerated from now on. */
  void relax() {
    items.forEach(tolerated::addAll);
    items.clear();
  }

  /** Something wrong with what was sent that is no matter of one item. */
  void complain(String what) {
    complaints.add(what);
  }

  /**
   * How what came differs from this.
   *
   * @return empty if it does not
   */
  public List<String> differences(List<String> came) {
    List<String> surplus = new ArrayList<>(came);
    List<String> differences = new ArrayList<>(complaints);
    for (Set<String> item : items) {
      String met = surplus.stream().filter(item::contains).findFirst().orElse(null);
      if (met == null) {
        differences.add("expected " + String.join(" or ", new TreeSet<>(item)));
      } else {
        surplus.remove(met);
      }
    }
    surplus.removeIf(tolerated::contains);
    surplus.forEach(item -> differences.add("did not expect " + item));
    return differences;
  }

  @Override
  public String toString() {
    return items + (tolerated.isEmpty() ? "" : " perhaps " + tolerated);
  }
}
