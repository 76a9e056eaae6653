package cn.tiyan.issue.practice.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.issue.practice.Practice;
import cn.tiyan.issue.practice.PracticeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A practice as a line of a list; see {@link PracticeView} for what the fields mean. */
record PracticeLine(
        String id,
        long version,
        String unit,
        String title,
        @Nullable ServiceItemRef serviceItem,
        @Nullable ActivityTheme theme,
        PracticeStatus status,
        String statusText,
        int adoptions,
        Instant createdAt) {

    static PracticeLine of(Practice practice, int adoptions) {
        return new PracticeLine(practice.id(), practice.version(), practice.unit(), practice.content().title(),
                practice.content().serviceItem(),
                practice.content().theme(), practice.status(), practice.status().chinese(), adoptions, practice.createdAt());
    }
}
