package cn.tiyan.reporting.notice;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;

/** How one person wants to be told. Only they read or change it; whoever has none gets the inbox and a digest at eight. */
@Document("notice-preferences")
public class Preferences extends Aggregate {

    static final int USUAL_HOUR = 8;

    private Choice choice;

    /**
     * What somebody chose.
     *
     * @param email null where there is none
     * @param phone null where there is none
     * @param digest whether there is a daily digest
     * @param digestHour at which hour of the day, 0 to 23, in China
     * @param channels beside the inbox, where everything lies
     * @param kinds what is sent there
     */
    public record Choice(@Nullable Personal email, @Nullable Personal phone, boolean digest, int digestHour, Set<ChannelKind> channels, Set<NoticeKind> kinds) {

        /** What holds while somebody has chosen nothing. */
        public static final Choice USUAL = new Choice(null, null, true, USUAL_HOUR, Set.of(), EnumSet.allOf(NoticeKind.class));

        public Choice {
            channels = Set.copyOf(channels);
            kinds = Set.copyOf(kinds);
        }

        /** Where this channel reaches them in clear; null if it does not, or is not to. */
        @Nullable String address(ChannelKind channel, String account) {
            if (!channels.contains(channel)) {
                return null;
            }
            Personal data = switch (channel) {
                case EMAIL -> email;
                case SMS -> phone;
                case APP -> null;
            };
            return channel == ChannelKind.APP ? account : data == null ? null : data.reveal();
        }
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Preferences() {
    }

    Preferences(Caller of, Unit unit, Instant at) {
        super(id(of.account()), unit.code(), unit.within(), at);
        ownedBy(of.account());
        choice = Choice.USUAL;
    }

    static String id(String account) {
        return Ids.derived("ntp", account);
    }

    /**
     * Sets all of it.
     *
     * @throws Refusal {@code email-missing}, {@code phone-missing}, {@code email-domain}
     */
    void choose(Choice anew, NoticePolicy policy, Caller by, Instant at) {
        if (anew.channels().contains(ChannelKind.EMAIL) && anew.email() == null) {
            throw Refusal.rule("email-missing", "email", "要接收电子邮件，请填写邮箱地址");
        }
        if (anew.channels().contains(ChannelKind.SMS) && anew.phone() == null) {
            throw Refusal.rule("phone-missing", "phone", "要接收短信，请填写手机号码");
        }
        if (anew.email() != null && !policy.allows(anew.email().reveal())) {
            throw Refusal.rule("email-domain", "email", "只能使用以下邮箱：" + String.join("、", policy.mailDomains()));
        }
        choice = anew;
        noted(by, "choose", (anew.digest() ? "每日 " + anew.digestHour() + " 时摘要" : "不要每日摘要") + "；"
                + (anew.channels().isEmpty() ? "仅站内" : anew.channels().stream().sorted().map(ChannelKind::chinese).collect(Collectors.joining("、"))), at);
    }

    public Choice choice() {
        return choice;
    }
}
