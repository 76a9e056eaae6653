package cn.tiyan.reporting.notice;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.reporting.notice} in Nacos.
 *
 * @param soonDays what is due within so many days counts as due soon
 * @param freshHours of what happened longer ago nobody is told at once any more, such as when history is read anew
 * @param keepDays how long notices and what was sent of them are kept
 * @param seenDays who has not called for so long is told nothing any more: nobody knows whether they still are who they were
 * @param mostReaders how many people of a unit are told at most
 * @param mailFrom sender of mails
 * @param mailDomains to which domains mails may go; none is to all
 * @param linkBase what links in mails begin with: where the gateway is reached
 * @param firstRetry how long after a failure it is tried again; each time twice as long
 * @param longestRetry but no longer than this
 * @param mostTries how often it is tried
 */
public record NoticePolicy(
        @DefaultValue("3") @Min(1) @Max(30) int soonDays,
        @DefaultValue("48") @Min(1) @Max(720) int freshHours,
        @DefaultValue("180") @Min(1) @Max(3650) int keepDays,
        @DefaultValue("90") @Min(1) @Max(3650) int seenDays,
        @DefaultValue("500") @Min(1) @Max(5000) int mostReaders,
        @NotNull @Email @DefaultValue("tiyan@localhost") String mailFrom,
        @NotNull @DefaultValue({}) List<@NotNull @Pattern(regexp = "[a-z0-9.-]{1,253}") String> mailDomains,
        @NotNull @Pattern(regexp = "https?://[^\\s/]+(/[^\\s]*)?") @DefaultValue("http://127.0.0.1:8080") String linkBase,
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("1m") Duration firstRetry,
        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("2h") Duration longestRetry,
        @DefaultValue("16") @Min(1) @Max(100) int mostTries) {

    /** How long to wait after so many tries. */
    Duration retryAfter(int tries) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(20, Math.max(0, tries - 1)));
        return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
    }

    /** Whether a mail may go to this address. */
    boolean allows(String email) {
        return mailDomains.isEmpty() || mailDomains.contains(email.substring(email.lastIndexOf('@') + 1).toLowerCase(java.util.Locale.ROOT));
    }
}
