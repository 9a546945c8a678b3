package io.anteroom.admin.activity;

import io.anteroom.admin.activity.Happening.Deed;
import io.anteroom.admin.activity.Happening.Traffic;
import io.anteroom.domain.room.Sequence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The newest entries of one room. Deeds are kept apart, so that no traffic displaces them. */
final class Feed {

  /** As many of each kind as somebody reads. */
  static final int MAX_DEEDS = 50;

  static final int MAX_TRAFFIC = 50;

  private final NavigableMap<Sequence, FeedEntry> deeds = new TreeMap<>();
  private final NavigableMap<Sequence, FeedEntry> traffic = new TreeMap<>();

  /** Takes the next entry, each behind the one before. */
  void take(FeedEntry entry) {
    switch (entry.happening()) {
      case Deed _ -> add(deeds, entry, MAX_DEEDS);
      case Traffic more -> add(traffic, grown(entry, more), MAX_TRAFFIC);
    }
  }

  private static void add(NavigableMap<Sequence, FeedEntry> entries, FeedEntry entry, int max) {
    entries.put(entry.sequence(), entry);
    if (entries.size() > max) {
      entries.pollFirstEntry();
    }
  }

  /**
   * The entry that is there already, with more; or else the new one. There are a handful to try.
   */
  private FeedEntry grown(FeedEntry fresh, Traffic more) {
    for (FeedEntry there : traffic.descendingMap().values()) {
      if (!there.isBeside(fresh)) {
        return fresh;
      }
      if (there.happening() instanceof Traffic known) {
        var both = known.with(more);
        if (both.isPresent()) {
          return there.telling(both.get());
        }
      }
    }
    return fresh;
  }

  /** The entries that are not older, the newest first. */
  List<FeedEntry> since(Instant oldest) {
    return Stream.concat(deeds.values().stream(), traffic.values().stream())
        .filter(entry -> !entry.at().isBefore(oldest))
        .sorted(Comparator.comparing(FeedEntry::sequence).reversed())
        .toList();
  }
}
