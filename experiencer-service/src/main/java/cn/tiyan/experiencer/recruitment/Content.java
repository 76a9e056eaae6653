package cn.tiyan.experiencer.recruitment;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an open call says.
 *
 * @param title one line
 * @param text the announcement
 * @param sought who is sought, in words
 * @param from first day on which people may apply, as ISO text
 * @param to last day, as ISO text
 * @param seats altogether; null sets no limit
 * @param quotas none twice; kinds without one have no limit of their own
 */
public record Content(String title, String text, String sought, String from, String to, @Nullable Integer seats, List<Quota> quotas) {

    private static final int MOST_DAYS = 366;

    public Content {
        title = Masking.text(title);
        text = Masking.text(text);
        sought = Masking.text(sought);
        quotas = List.copyOf(quotas);
    }

    /** @throws Refusal {@code period-reversed}, {@code period-too-long}, {@code quota-twice}, {@code quota-unknown-kind} */
    void check() {
        LocalDate last = LocalDate.parse(to);
        if (last.isBefore(LocalDate.parse(from))) {
            throw Refusal.rule("period-reversed", "to", "征集截止日期不能早于开始日期");
        }
        if (last.minusDays(MOST_DAYS).isAfter(LocalDate.parse(from))) {
            throw Refusal.rule("period-too-long", "to", "征集期不超过一年");
        }
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < quotas.size(); i++) {
            Quota quota = quotas.get(i);
            String field = "quotas[" + i + "].key";
            if (!kinds.add(quota.dimension() + " " + quota.key())) {
                throw Refusal.rule("quota-twice", field, "同一" + quota.dimension().chinese() + "只能设一个名额");
            }
            if (!isKnown(quota)) {
                throw Refusal.rule("quota-unknown-kind", field, "没有这个" + quota.dimension().chinese());
            }
        }
    }

    /** Units are known to the organisation, and fields of work are free. */
    private static boolean isKnown(Quota quota) {
        return switch (quota.dimension()) {
            case CATEGORY -> Arrays.stream(ExperiencerCategory.values()).anyMatch(kind -> kind.name().equals(quota.key()));
            case AGE_BAND -> Arrays.stream(AgeBand.values()).anyMatch(band -> band.name().equals(quota.key()));
            case FIELD, UNIT -> true;
        };
    }

    Content until(LocalDate day) {
        return new Content(title, text, sought, from, day.toString(), seats, quotas);
    }

    /** The same for the same content. */
    String fingerprint() {
        return Ids.fingerprint(this);
    }
}
