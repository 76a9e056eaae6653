package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 差评回访核实: what was done here about a bad rating.
 *
 * @param calls the call-backs, oldest first
 * @param finding what the last of them found, if anything
 * @param review what somebody at a level above says of a finding of malice
 */
public record RatingCheck(List<Call> calls, @Nullable Finding finding, @Nullable Finding review) {

    static final RatingCheck NOTHING = new RatingCheck(List.of(), null, null);

    /**
     * One call-back.
     *
     * @param at when
     * @param by account
     * @param unit its unit
     * @param contacted whether the citizen was reached
     * @param text what was said or tried, masked
     */
    public record Call(Instant at, String by, String unit, boolean contacted, String text) {
    }

    /**
     * What somebody makes of it.
     *
     * @param verdict which
     * @param by account, or the sender that says so
     * @param line the units from the province down to that of the account
     * @param reason why, masked; null where a sender does not say
     * @param at when
     */
    public record Finding(RatingVerdict verdict, String by, List<String> line, @Nullable String reason, Instant at) {

        boolean isFromBelow(String unit) {
            return line.subList(0, line.size() - 1).contains(unit);
        }
    }

    RatingCheck called(Caller by, boolean contacted, String text, @Nullable Finding found, Instant at) {
        var call = new Call(at, by.account(), by.unit(), contacted, Masking.text(text));
        return new RatingCheck(Stream.concat(calls.stream(), Stream.of(call)).toList(), found, null);
    }

    RatingCheck reviewed(Finding of, Finding review) {
        return new RatingCheck(calls, of, review);
    }

    boolean malicious() {
        return review != null && review.verdict() == RatingVerdict.MALICIOUS;
    }
}
