package cn.tiyan.experiencer.activity;

import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.time.China;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an activity is to be (notice, section 三(二)2).
 *
 * @param title one line
 * @param batch number of the batch within the theme and the year it begins in; several activities may make up one batch
 * @param place where; for what is done online, the platform
 * @param startsAt when it begins; {@code endsAt} is later, and at most a year later
 * @param signUpUntil until when the invited may accept; at the latest when it begins
 * @param capacity how many may take part; null for as many as like
 * @param inspected codes of the units it looks at; of an inspection only
 * @param announced whether those units know beforehand; always true but for an inspection
 * @param note what the invited should know, where there is something
 */
public record Plan(String title, ActivityTheme theme, ActivityKind kind, ActivityWay way, int batch, String place, Instant startsAt, Instant endsAt,
        Instant signUpUntil, @Nullable Integer capacity, List<String> inspected, boolean announced, @Nullable String note) {

    private static final Duration LONGEST = Duration.ofDays(366);

    public Plan {
        title = Masking.text(title);
        place = Masking.text(place);
        note = Masking.textIfAny(note);
        // As the database keeps them, so that the same plan is equal to itself however often it was stored.
        startsAt = startsAt.truncatedTo(ChronoUnit.MILLIS);
        endsAt = endsAt.truncatedTo(ChronoUnit.MILLIS);
        signUpUntil = signUpUntil.truncatedTo(ChronoUnit.MILLIS);
        inspected = List.copyOf(inspected);
    }

    /**
     * @param organiser whose activity it is
     * @throws Refusal {@code ends-before-it-starts}, {@code too-long}, {@code already-over}, {@code sign-up-after-start},
     *     {@code inspects-nobody}, {@code only-inspections-inspect}, {@code only-inspections-unannounced}, {@code inspects-own-line}
     */
    void check(Unit organiser, Instant now) {
        if (!endsAt.isAfter(startsAt)) {
            throw Refusal.rule("ends-before-it-starts", "endsAt", "结束时间应晚于开始时间");
        }
        if (Duration.between(startsAt, endsAt).compareTo(LONGEST) > 0) {
            throw Refusal.rule("too-long", "endsAt", "一次活动不超过一年");
        }
        if (!endsAt.isAfter(now)) {
            throw Refusal.rule("already-over", "endsAt", "活动结束时间应晚于现在");
        }
        if (signUpUntil.isAfter(startsAt)) {
            throw Refusal.rule("sign-up-after-start", "signUpUntil", "报名截止时间不能晚于活动开始时间");
        }
        checkInspection(organiser);
    }

    private void checkInspection(Unit organiser) {
        if (kind != ActivityKind.INSPECTION) {
            if (!inspected.isEmpty()) {
                throw Refusal.rule("only-inspections-inspect", "inspected", "只有明察暗访可以指定被访单位");
            }
            if (!announced) {
                throw Refusal.rule("only-inspections-unannounced", "announced", "只有明察暗访可以不打招呼");
            }
            return;
        }
        if (inspected.isEmpty()) {
            throw Refusal.rule("inspects-nobody", "inspected", "请指定明察暗访的被访单位");
        }
        for (int i = 0; i < inspected.size(); i++) {
            // The organising unit and those above it see their activities: what they see cannot be kept from them.
            if (!announced && organiser.within().contains(inspected.get(i))) {
                throw Refusal.rule("inspects-own-line", "inspected[" + i + "]", "暗访不能以本单位或其上级单位为被访单位，否则无法保密");
            }
        }
    }

    /** The day it begins, in China. */
    public LocalDate firstDay() {
        return China.day(startsAt);
    }

    /** Whether it goes on, on this day. */
    boolean isOn(LocalDate day) {
        return !day.isBefore(firstDay()) && !day.isAfter(China.day(endsAt));
    }
}
