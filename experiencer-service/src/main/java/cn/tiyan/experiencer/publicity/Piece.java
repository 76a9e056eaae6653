package cn.tiyan.experiencer.publicity;

import cn.tiyan.contracts.vocabulary.Medium;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.time.China;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that came out in a medium.
 *
 * @param outlet name of the newspaper, station or site
 * @param title of the piece
 * @param on the day it came out, as ISO text
 * @param link where it can be read, if anywhere
 * @param reach how many people it reached, where somebody counted
 * @param countedBy who counted
 */
public record Piece(Medium medium, String outlet, String title, String on, @Nullable String link, @Nullable Integer reach, @Nullable String countedBy) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int FIRST_YEAR = 2000;

    /** @throws Refusal {@code published-in-the-future}, {@code link-not-web}, {@code reach-uncounted}, or malformed fields */
    Piece checked(Instant now) {
        LocalDate day = day();
        if (day.isAfter(China.day(now))) {
            throw Refusal.rule("published-in-the-future", "on", "刊播日期不能晚于今天");
        }
        if (day.getYear() < FIRST_YEAR) {
            throw Refusal.malformed("on", "刊播日期过早，请检查年份");
        }
        if (link != null) {
            checkLink(link);
        }
        if ((reach == null) != (countedBy == null)) {
            throw Refusal.rule("reach-uncounted", reach == null ? "reach" : "countedBy", "传播量和统计方须同时填写：不知道是谁统计的数字不能计入");
        }
        return new Piece(medium, Masking.text(outlet), Masking.text(title), on, link, reach, Masking.textIfAny(countedBy));
    }

    /** Whoever follows it must get to a page of the web, and to nothing that runs or that carries somebody's password. */
    private static void checkLink(String link) {
        try {
            URI uri = new URI(link);
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT)) || uri.getHost() == null || uri.getUserInfo() != null) {
                throw Refusal.rule("link-not-web", "link", "链接应以 http:// 或 https:// 开头，且不带用户名");
            }
        } catch (URISyntaxException e) {
            throw Refusal.rule("link-not-web", "link", "不是有效的网页链接");
        }
    }

    /** The day it came out. */
    public LocalDate day() {
        return LocalDate.parse(on);
    }

    /** What tells it from other pieces. */
    String key() {
        return link != null ? link : medium + "\n" + outlet + "\n" + title + "\n" + on;
    }
}
