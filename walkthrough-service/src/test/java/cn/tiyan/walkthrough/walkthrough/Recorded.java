package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.testkit.Persona;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import cn.tiyan.walkthrough.checklist.RoleForm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions to start from, and what devices write down in them. */
final class Recorded {

    static final Checklist CHECKLIST = new Checklist("five-dimensions", 1, "清单", "文件",
            Arrays.stream(Dimension.values()).map(dimension -> new Checkpoint(dimension + "-01", dimension, "看", "四(一)")).toList());
    static final Instant NINE = Drafts.NINE;
    static final Instant NOON = NINE.plusSeconds(3 * 3600);

    private Recorded() {
    }

    static Start aStart(WalkthroughRole role) {
        return new Start(new ServiceItemRef("112101000001234567001", "企业职工参保登记"), role, Channel.COUNTER, NINE, null, null,
                role == WalkthroughRole.COMPANION ? CitizenGroup.CITIZEN : null, Set.of(), false, null, null,
                role == WalkthroughRole.CASE_OFFICER ? new CrossCase(CrossCase.Kind.CROSS_PROVINCE, null, "长春市人社局") : null, List.of(), null, null, null,
                role == WalkthroughRole.COMPANION ? Area.LIVELIHOOD : null);
    }

    /** It goes by no form. */
    static Walkthrough aSession(WalkthroughRole role) {
        return start(aStart(role));
    }

    static Walkthrough start(Start start) {
        return start(start, null);
    }

    static Walkthrough start(Start start, @Nullable RoleForm form) {
        return Walkthrough.start("wlk_test", start, Drafts.HRSS, Drafts.HRSS, CHECKLIST, form, null, Persona.SHENYANG_WALKER.caller(), NOON);
    }

    static Entry started(String device, long sequence, Instant at, String step, @Nullable End end, @Nullable Enforcement enforcement, @Nullable Scene scene) {
        return new Entry(id(device, sequence), device, sequence, at, EntryKind.STEP_STARTED,
                new Entry.StepStarted("步骤 " + step, new StepSetting(step, null, null, end, null, enforcement, scene)), null, null, null, null, null);
    }

    static Entry started(String device, long sequence, Instant at, String step) {
        return started(device, sequence, at, step, null, null, null);
    }

    static Entry ended(String device, long sequence, Instant at, String step, String... materials) {
        return new Entry(id(device, sequence), device, sequence, at, EntryKind.STEP_ENDED, null,
                new Entry.StepEnded(step, StepResult.PASSED, List.of(materials), materials.length, 30, null, null, "“" + device + "”说的话", null, null, null),
                null, null, null, null);
    }

    static Entry found(String device, long sequence, Instant at, FindingKind kind, String... photos) {
        return new Entry(id(device, sequence), device, sequence, at, EntryKind.FINDING, null, null, null,
                new Entry.Seen(kind, "QUALITY-01", kind == FindingKind.PRACTICE ? null : Severity.MEDIUM, "仍要纸质证明", "可在线核验。", null, List.of(photos)), null, null);
    }

    static Entry noted(String device, long sequence, Instant at, String text) {
        return new Entry(id(device, sequence), device, sequence, at, EntryKind.NOTE, null, null, null, null, text, null);
    }

    static Entry shot(String device, long sequence, Instant at, String sha256) {
        return new Entry(id(device, sequence), device, sequence, at, EntryKind.PHOTO, null, null, null, null, null, new Entry.Shot(sha256, null, null));
    }

    /** The same entry, edited: under its id, with another number and another text. */
    static Entry edited(Entry entry, long sequence, String text) {
        return new Entry(entry.id(), entry.device(), sequence, entry.at(), EntryKind.NOTE, null, null, null, null, text, null);
    }

    static String id(String device, long sequence) {
        return UUID.nameUUIDFromBytes((device + sequence).getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
    }

    static Set<Entry> sync(Walkthrough session, String device, Entry... entries) {
        return session.merge(List.of(entries), new Device(device, 0, NOON), Persona.SHENYANG_WALKER.caller(), NOON);
    }

    static void finish(Walkthrough session) {
        session.finish(null, CHECKLIST, null, Map.of(Drafts.HRSS.code(), Drafts.HRSS), Persona.SHENYANG_WALKER.caller(), NOON);
    }
}
