package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Recorded.NINE;
import static cn.tiyan.walkthrough.walkthrough.Recorded.NOON;
import static cn.tiyan.walkthrough.walkthrough.Recorded.aSession;
import static cn.tiyan.walkthrough.walkthrough.Recorded.edited;
import static cn.tiyan.walkthrough.walkthrough.Recorded.ended;
import static cn.tiyan.walkthrough.walkthrough.Recorded.found;
import static cn.tiyan.walkthrough.walkthrough.Recorded.noted;
import static cn.tiyan.walkthrough.walkthrough.Recorded.shot;
import static cn.tiyan.walkthrough.walkthrough.Recorded.started;
import static cn.tiyan.walkthrough.walkthrough.Recorded.sync;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.testkit.Persona;
import cn.tiyan.walkthrough.walkthrough.StateVector.Known;
import cn.tiyan.walkthrough.walkthrough.StateVector.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what several devices wrote down becomes one session. */
class RecordingTest {

    /** Sixty steps, recorded by two devices in turn; some by both; with edits, findings, notes and photos. */
    private static List<Entry> whatTwoDevicesWrote(Random random) {
        List<Entry> all = new ArrayList<>();
        long[] sequence = {0, 0};
        for (int step = 0; step < 60; step++) {
            int one = random.nextInt(2);
            String device = "phone-" + one;
            var at = NINE.plusSeconds(60L * step);
            all.add(started(device, ++sequence[one], at, "s" + step));
            int end = random.nextInt(2);
            all.add(ended("phone-" + end, ++sequence[end], at.plusSeconds(50), "s" + step, "材料" + random.nextInt(5)));
            if (step % 7 == 0) {
                all.add(ended("phone-" + (1 - end), ++sequence[1 - end], at.plusSeconds(50 + random.nextInt(3) - 1), "s" + step, "另一台记的材料"));
            }
            if (step % 5 == 0) {
                all.add(found(device, ++sequence[one], at.plusSeconds(10), FindingKind.PROBLEM, "a".repeat(63) + step % 10));
                all.add(shot(device, ++sequence[one], at.plusSeconds(11), "a".repeat(63) + step % 10));
                Entry note = noted(device, ++sequence[one], at.plusSeconds(12), "第一稿 " + step);
                all.add(note);
                all.add(edited(note, ++sequence[one], "第二稿 " + step));
                // A device that numbers badly, or was restored from a copy: the same number for two texts.
                all.add(edited(note, sequence[one], "另一个第二稿 " + step));
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void comesToTheSameWhateverTheOrderTheBatchesAndTheRepetitions(long seed) {
        var random = new Random(seed);
        List<Entry> all = whatTwoDevicesWrote(random);
        Walkthrough inOrder = aSession(WalkthroughRole.APPLICANT);
        sync(inOrder, "phone-0", all.toArray(Entry[]::new));
        for (int permutation = 0; permutation < 10; permutation++) {
            List<Entry> sent = new ArrayList<>(all);
            for (int twice = 0; twice < 80; twice++) {
                sent.add(all.get(random.nextInt(all.size())));
            }
            Collections.shuffle(sent, random);
            Walkthrough session = aSession(WalkthroughRole.APPLICANT);
            for (int from = 0; from < sent.size(); ) {
                int to = Math.min(sent.size(), from + 1 + random.nextInt(40));
                sync(session, "phone-" + random.nextInt(2), sent.subList(from, to).toArray(Entry[]::new));
                from = to;
            }
            assertThat(session.entries()).isEqualTo(inOrder.entries());
            assertThat(session.recording()).isEqualTo(inOrder.recording());
            assertThat(session.steps()).isEqualTo(inOrder.steps()).hasSize(60);
            assertThat(session.vector()).isEqualTo(inOrder.vector());
            assertThat(session.snags(null)).isEqualTo(inOrder.snags(null));
        }
    }

    @Test
    void losesNothingOfWhatTwoDevicesSaidOfOneStep() {
        Walkthrough session = aSession(WalkthroughRole.APPLICANT);
        sync(session, "a", started("a", 1, NINE, "s1"), ended("a", 2, NINE.plusSeconds(600), "s1", "身份证", "户口本"));
        sync(session, "b", ended("b", 1, NINE.plusSeconds(660), "s1", "身份证", "照片", "申请表"));
        assertThat(session.steps()).singleElement().satisfies(step -> {
            assertThat(step.minutes()).isEqualTo(11);
            assertThat(step.materials()).containsExactly("身份证", "户口本", "照片", "申请表");
            assertThat(step.visits()).isEqualTo(3);
            assertThat(step.citizenWords()).isEqualTo("“a”说的话\n“b”说的话");
        });
    }

    @Test
    void countsTheVersionWithTheHighestSequenceAndKeepsTheOthers() {
        Walkthrough session = aSession(WalkthroughRole.APPLICANT);
        Entry first = noted("a", 1, NINE, "第一稿");
        sync(session, "a", edited(first, 5, "第三稿"), edited(first, 3, "第二稿"));
        sync(session, "a", first);
        assertThat(session.recording().current()).extracting(Entry::note).containsExactly("第三稿");
        assertThat(session.entries()).extracting(Entry::note).containsExactlyInAnyOrder("第一稿", "第二稿", "第三稿");
    }

    @Test
    void changesNothingWhenAllOfItIsKnown() {
        Walkthrough session = aSession(WalkthroughRole.APPLICANT);
        Entry[] all = {started("a", 1, NINE, "s1"), ended("a", 2, NOON, "s1")};
        assertThat(sync(session, "a", all)).hasSize(2);
        int lines = session.history().size();
        assertThat(sync(session, "a", all)).isEmpty();
        assertThat(session.history()).hasSize(lines);
    }

    @Test
    void tellsADeviceWhatItNeedNotSendAgain() {
        Walkthrough session = aSession(WalkthroughRole.APPLICANT);
        sync(session, "a", noted("a", 1, NINE, "一"), noted("a", 2, NINE, "二"), noted("a", 5, NINE, "五"), noted("a", 6, NINE, "六"), noted("a", 9, NINE, "九"));
        sync(session, "b", noted("b", 3, NINE, "三"));
        assertThat(session.vector()).containsEntry("a", new Known(2, List.of(new Range(5, 6), new Range(9, 9))))
                .containsEntry("b", new Known(0, List.of(new Range(3, 3))));
    }

    @Test
    void keepsNoNumbersOfCitizens() {
        Entry entry = noted("a", 1, NINE, "致电13812345678").masked();
        assertThat(entry.note()).isEqualTo("致电138****5678");
        assertThat(found("a", 1, NINE, FindingKind.PROBLEM).masked()).isEqualTo(found("a", 1, NINE, FindingKind.PROBLEM));
    }

    @Test
    void isNotOthersToRecord() {
        Walkthrough session = aSession(WalkthroughRole.APPLICANT);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> session.merge(List.of(noted("a", 1, NINE, "一")), new Device("a", 0, NOON),
                Persona.SHENYANG_OFFICE.caller(), NOON)).hasMessageContaining("未找到");
    }
}
