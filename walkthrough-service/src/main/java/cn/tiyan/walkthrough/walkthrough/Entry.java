package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.Masking;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing a device wrote down in a session, in one version. Entries are only ever added: an edit is another version under the same
 * id, and that with the highest sequence counts. Exactly the part that belongs to its kind is there.
 *
 * @param id the device's own, a UUID
 * @param device who wrote it
 * @param sequence counts what the device wrote down and edited, from 1
 * @param at when, by the device's clock
 */
public record Entry(String id, String device, long sequence, Instant at, EntryKind kind, @Nullable StepStarted stepStarted,
        @Nullable StepEnded stepEnded, @Nullable Check check, @Nullable Seen finding, @Nullable String note, @Nullable Shot photo) {

    /** The order of a view: as it happened; what happened at the same moment, by device and sequence. */
    static final Comparator<Entry> AS_IT_HAPPENED = Comparator.comparing(Entry::at).thenComparing(Entry::device)
            .thenComparingLong(Entry::sequence).thenComparing(Entry::id).thenComparing(Entry::fingerprint);
    /** Of versions of one entry, the last counts; should two bear the same number, every server still picks the same one. */
    static final Comparator<Entry> COUNTS_LAST = Comparator.comparingLong(Entry::sequence).thenComparing(Entry::device).thenComparing(Entry::fingerprint);

    /** An entry weighs so much besides its texts, in bytes. */
    private static final int FRAME = 400;
    private static final int BYTES_PER_CHARACTER = 3;

    /**
     * A step began.
     *
     * @param setting where and how; {@link StepSetting#step()} ties the beginning to the end
     */
    public record StepStarted(String name, StepSetting setting) {
    }

    /**
     * A step ended.
     *
     * @param step see {@link StepSetting#step()}
     * @param materials what the applicant was asked to hand in; null if that is not said
     * @param visits how many times the applicant had to come in person; null if that is not said
     * @param dataShared 跨域办: whether the two ends shared data for it
     * @param coordination how those involved worked together
     * @param callBackResult 督导办: what the citizen who was called back said
     * @param solved 督导办: whether what was complained of is solved
     */
    public record StepEnded(String step, StepResult result, @Nullable List<String> materials, @Nullable Integer visits, @Nullable Integer promisedMinutes,
            @Nullable Boolean dataShared, @Nullable String note, @Nullable String citizenWords, @Nullable String coordination,
            @Nullable String callBackResult, @Nullable Boolean solved) {

        public StepEnded {
            materials = materials == null ? null : List.copyOf(materials);
        }

        StepEnded masked() {
            return new StepEnded(step, result, materials == null ? null : materials.stream().map(Masking::text).toList(), visits, promisedMinutes, dataShared,
                    Masking.textIfAny(note), Masking.textIfAny(citizenWords), Masking.textIfAny(coordination), Masking.textIfAny(callBackResult), solved);
        }
    }

    /** A checkpoint was looked at. */
    public record Check(String checkpoint, CheckResult result, @Nullable String note) {
    }

    /**
     * A fact was observed.
     *
     * @param severity of a problem or demand only
     * @param aboutUnit absent for the unit the session is about
     * @param photos SHA-256 of each, hexadecimal
     */
    public record Seen(FindingKind kind, String checkpoint, @Nullable Severity severity, String title, String text, @Nullable String aboutUnit,
            List<String> photos) {

        public Seen {
            photos = photos == null ? List.of() : List.copyOf(photos);
        }
    }

    /**
     * A photo was taken.
     *
     * @param sha256 of its content, hexadecimal
     * @param step see {@link StepSetting#step()}
     */
    public record Shot(String sha256, @Nullable String step, @Nullable String caption) {
    }

    public Entry {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether it holds what its kind says, and nothing else. */
    boolean isOfItsKind() {
        Object own = switch (kind) {
            case STEP_STARTED -> stepStarted;
            case STEP_ENDED -> stepEnded;
            case CHECKPOINT -> check;
            case FINDING -> finding;
            case NOTE -> note;
            case PHOTO -> photo;
        };
        return own != null && Stream.of(stepStarted, stepEnded, check, finding, note, photo).filter(Objects::nonNull).count() == 1;
    }

    /** Free text may name citizens' numbers; they are not needed here, so they are not kept. */
    Entry masked() {
        return new Entry(id, device, sequence, at, kind,
                stepStarted == null ? null : new StepStarted(Masking.text(stepStarted.name), stepStarted.setting),
                stepEnded == null ? null : stepEnded.masked(),
                check == null ? null : new Check(check.checkpoint, check.result, Masking.textIfAny(check.note)),
                finding == null ? null : new Seen(finding.kind, finding.checkpoint, finding.severity, Masking.text(finding.title),
                        Masking.text(finding.text), finding.aboutUnit, finding.photos),
                Masking.textIfAny(note),
                photo == null ? null : new Shot(photo.sha256, photo.step, Masking.textIfAny(photo.caption)));
    }

    /** At the most so many bytes in the database. */
    long weight() {
        return FRAME + (long) BYTES_PER_CHARACTER * toString().length();
    }

    private String fingerprint() {
        return HexFormat.of().formatHex(Ids.sha256(toString().getBytes(StandardCharsets.UTF_8)));
    }

    StepStarted requireStepStarted() {
        return Objects.requireNonNull(stepStarted);
    }

    StepEnded requireStepEnded() {
        return Objects.requireNonNull(stepEnded);
    }

    Check requireCheck() {
        return Objects.requireNonNull(check);
    }

    Seen requireFinding() {
        return Objects.requireNonNull(finding);
    }

    Shot requirePhoto() {
        return Objects.requireNonNull(photo);
    }
}
