package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.walkthrough.walkthrough.Entry;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One version of an entry.
 *
 * @param superseded whether a later version counts
 */
record EntryView(Entry entry, boolean superseded) {

    static List<EntryView> of(Walkthrough walkthrough) {
        Set<Entry> current = new HashSet<>(walkthrough.recording().current());
        return walkthrough.entries().stream().map(entry -> new EntryView(entry, !current.contains(entry))).toList();
    }
}
