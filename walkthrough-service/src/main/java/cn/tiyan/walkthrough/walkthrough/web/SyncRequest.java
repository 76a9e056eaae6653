package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.walkthrough.walkthrough.Batch;
import cn.tiyan.walkthrough.walkthrough.CheckResult;
import cn.tiyan.walkthrough.walkthrough.End;
import cn.tiyan.walkthrough.walkthrough.Enforcement;
import cn.tiyan.walkthrough.walkthrough.Entry;
import cn.tiyan.walkthrough.walkthrough.EntryKind;
import cn.tiyan.walkthrough.walkthrough.FindingKind;
import cn.tiyan.walkthrough.walkthrough.Scene;
import cn.tiyan.walkthrough.walkthrough.StepResult;
import cn.tiyan.walkthrough.walkthrough.StepSetting;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a device sends of a session: at most 500 entries at once, in any order, sent before or not.
 *
 * @param device what the device calls itself: letters, digits, dashes
 * @param deviceNow what its clock says
 */
record SyncRequest(
        @NotNull(message = REQUIRED) @Pattern(regexp = DEVICE, message = NO_DEVICE) String device,
        @NotNull(message = REQUIRED) Instant deviceNow,
        @NotNull(message = REQUIRED) @Size(max = 500, message = "每批最多 500 条记录") List<@NotNull(message = REQUIRED) EntryMade> entries) {

    private static final String REQUIRED = "必填";
    private static final String DEVICE = "[0-9A-Za-z-]{1,64}";
    private static final String NO_DEVICE = "应为 1 至 64 位字母、数字或连字符";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String STEP = "[0-9A-Za-z-]{1,64}";
    private static final String NO_STEP = "应为 1 至 64 位字母、数字或连字符";
    private static final String SHA256 = "[0-9a-f]{64}";
    private static final String NO_SHA256 = "应为照片内容的 SHA-256，64 位小写十六进制";

    /**
     * One entry, with the part that belongs to its kind: {@code stepStarted}, {@code stepEnded}, {@code check}, {@code finding},
     * {@code note} or {@code photo}. Each is looked at by itself: one that is malformed does not keep the others away.
     *
     * @param id the device's own for it, a UUID in lower case; an edit bears the same
     * @param device where another device wrote it than the one that sends it
     * @param sequence counts what the device wrote down and edited, from 1
     * @param at when, by the device's clock
     */
    record EntryMade(
            @NotNull(message = REQUIRED) @Pattern(regexp = UUID, message = "应为小写 UUID") @Nullable String id,
            @Pattern(regexp = DEVICE, message = NO_DEVICE) @Nullable String device,
            @NotNull(message = REQUIRED) @Min(value = 1, message = "从 1 开始") @Max(value = 1_000_000_000, message = "过大") @Nullable Long sequence,
            @NotNull(message = REQUIRED) @Nullable Instant at,
            @NotNull(message = REQUIRED) @Nullable EntryKind kind,
            @Valid @Nullable StepStarted stepStarted,
            @Valid @Nullable StepEnded stepEnded,
            @Valid @Nullable Check check,
            @Valid @Nullable Finding finding,
            @Prose @Nullable String note,
            @Valid @Nullable Photo photo) {
    }

    /** A step began; {@code step} is what the devices call it, {@code form} its code in the role's form. */
    record StepStarted(
            @NotNull(message = REQUIRED) @Pattern(regexp = STEP, message = NO_STEP) String step,
            @NotNull(message = REQUIRED) @Line @Size(max = 100, message = "最多 100 字") String name,
            @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "应为 1 至 64 位数字或字母") @Nullable String form,
            @Nullable Channel channel,
            @Nullable End end,
            @Nullable Enforcement enforcement,
            @Nullable Scene scene) {
    }

    /**
     * A step ended. Nothing asked for is {@code []} and never is 0: absent, they are not said, and the role's form may ask for them.
     *
     * @param coordination 业务协同情况
     * @param callBackResult 督导办: what the citizen who was called back said
     * @param solved 督导办: whether what was complained of is solved
     */
    record StepEnded(
            @NotNull(message = REQUIRED) @Pattern(regexp = STEP, message = NO_STEP) String step,
            @NotNull(message = REQUIRED) StepResult result,
            @Size(max = 50, message = "最多 50 份材料") @Nullable List<@NotNull(message = REQUIRED) @Line String> materials,
            @Min(value = 0, message = "不能为负数") @Max(value = 99, message = "不超过 99 次") @Nullable Integer visits,
            @Min(value = 0, message = "不能为负数") @Max(value = 1_000_000, message = "不超过 1000000 分钟") @Nullable Integer promisedMinutes,
            @Nullable Boolean dataShared,
            @Prose @Nullable String note,
            @Prose @Nullable String citizenWords,
            @Prose @Nullable String coordination,
            @Prose @Nullable String callBackResult,
            @Nullable Boolean solved) {
    }

    /** A checkpoint was looked at. */
    record Check(
            @NotNull(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "不是检查点编码") String checkpoint,
            @NotNull(message = REQUIRED) CheckResult result,
            @Prose @Nullable String note) {
    }

    /** A fact was observed; {@code severity} is for problems and demands only, {@code photos} are SHA-256. */
    record Finding(
            @NotNull(message = REQUIRED) FindingKind kind,
            @NotNull(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "不是检查点编码") String checkpoint,
            @Nullable Severity severity,
            @NotNull(message = REQUIRED) @Line @Size(max = 100, message = "最多 100 字") String title,
            @NotNull(message = REQUIRED) @Prose String text,
            @Pattern(regexp = "\\d{6}(-[A-Z]+|-Z\\d{2})?", message = "不是单位编码") @Nullable String aboutUnit,
            @Size(max = 20, message = "最多 20 张") @Nullable List<@NotNull(message = REQUIRED) @Pattern(regexp = SHA256, message = NO_SHA256) String> photos) {
    }

    /** A photo was taken; its content comes by {@code POST /photos/{id}}. */
    record Photo(
            @NotNull(message = REQUIRED) @Pattern(regexp = SHA256, message = NO_SHA256) String sha256,
            @Pattern(regexp = STEP, message = NO_STEP) @Nullable String step,
            @Line @Nullable String caption) {
    }

    Batch batch(Validator validator) {
        return new Batch(device, deviceNow, entries.stream().map(made -> item(made, validator)).toList());
    }

    private Batch.Item item(EntryMade made, Validator validator) {
        var first = validator.validate(made).stream().min(Comparator.comparing(violation -> violation.getPropertyPath().toString()));
        if (first.isPresent()) {
            return new Batch.Item(made.id(), made.sequence(), null, new Refusal.FieldError(first.get().getPropertyPath().toString(), first.get().getMessage()));
        }
        return new Batch.Item(made.id(), made.sequence(), entry(made), null);
    }

    private Entry entry(EntryMade made) {
        StepStarted started = made.stepStarted();
        StepEnded ended = made.stepEnded();
        Check check = made.check();
        Finding finding = made.finding();
        Photo photo = made.photo();
        return new Entry(Objects.requireNonNull(made.id()), made.device() == null ? device : made.device(), Objects.requireNonNull(made.sequence()),
                Objects.requireNonNull(made.at()), Objects.requireNonNull(made.kind()),
                started == null ? null : new Entry.StepStarted(started.name(), new StepSetting(started.step(), started.form(), started.channel(),
                        started.end(), null, started.enforcement(), started.scene())),
                ended == null ? null : new Entry.StepEnded(ended.step(), ended.result(), ended.materials(), ended.visits(),
                        ended.promisedMinutes(), ended.dataShared(), ended.note(), ended.citizenWords(), ended.coordination(), ended.callBackResult(), ended.solved()),
                check == null ? null : new Entry.Check(check.checkpoint(), check.result(), check.note()),
                finding == null ? null : new Entry.Seen(finding.kind(), finding.checkpoint(), finding.severity(), finding.title(), finding.text(),
                        finding.aboutUnit(), finding.photos() == null ? List.of() : finding.photos()),
                made.note(),
                photo == null ? null : new Entry.Shot(photo.sha256(), photo.step(), photo.caption()));
    }
}
