package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Which experiencers a list shows; null lets all pass, and all that is said must hold.
 *
 * @param field field of work, exactly
 * @param unit code: this unit and all below it
 * @param campaign id of the open call they answer
 * @param certificate number of the certificate
 * @param servingOn a day on which they really are experiencers
 * @param noticeTo last day of the public notice
 * @param name exactly; for officials of the office only, as are phone and identity
 */
public record ExperiencerFilter(@Nullable ExperiencerStatus status, @Nullable ExperiencerCategory category, @Nullable AgeBand ageBand,
        @Nullable String field, @Nullable String unit, @Nullable Recruitment recruitment, @Nullable String campaign, @Nullable String certificate,
        @Nullable LocalDate servingOn, @Nullable LocalDate noticeTo, @Nullable Personal name, @Nullable Personal phone, @Nullable Personal identity) {

    private static final String SERVING = "serving";

    /** Whether it names a person. */
    boolean isPersonal() {
        return name != null || phone != null || identity != null;
    }

    /**
     * @param seen what the caller may see, and within which unit of that
     * @param root that unit; null for who sees the own record alone
     */
    Criteria within(Criteria seen, @Nullable String root, PersonalCipher cipher) {
        equal(seen, "status", status);
        equal(seen, "category", category);
        equal(seen, "ageBand", ageBand);
        equal(seen, "field", field);
        equal(seen, "recruitment", recruitment);
        equal(seen, "campaign", campaign);
        equal(seen, "certificate", certificate);
        equal(seen, "noticeTo", noticeTo == null ? null : noticeTo.toString());
        equal(seen, "nameIndex", name == null ? null : cipher.index(name));
        equal(seen, "phoneIndex", phone == null ? null : cipher.index(phone));
        equal(seen, "identityIndex", identity == null ? null : cipher.index(identity));
        if (servingOn != null) {
            String day = servingOn.toString();
            if (root != null && index().equals(SERVING)) {
                seen.and("servedIn").is(Experiencer.servedIn(root, Tenure.halfYear(servingOn)));
            }
            // The outer days are in the index; they spare the database those whose time has not begun or is over.
            seen.and("servedFrom").lte(day).and("servedTo").gte(day)
                    .and("tenures").elemMatch(Criteria.where("from").lte(day).and("to").gte(day));
        }
        return seen;
    }

    private static void equal(Criteria criteria, String field, @Nullable Object value) {
        if (value != null) {
            criteria.and(field).is(value);
        }
    }

    /**
     * The index to read by. The database would try several of them on each new combination: what is known of the data decides
     * better. It is the one whose first filter leaves least to look at; the other filters are compared within its keys, so that
     * nothing is fetched that is not shown.
     */
    String index() {
        if (identity != null) {
            return "by-identity";
        }
        if (phone != null) {
            return "by-phone";
        }
        if (certificate != null) {
            return "by-certificate";
        }
        if (name != null) {
            return "by-name";
        }
        if (noticeTo != null) {
            return "within-notice";
        }
        if (campaign != null) {
            return "by-campaign";
        }
        if (field != null) {
            return "within-field";
        }
        // Most are appointed.
        if (status != null && status != ExperiencerStatus.APPOINTED) {
            return "within-status";
        }
        if (category != null) {
            return "within-category";
        }
        if (ageBand != null) {
            return "within-age";
        }
        if (servingOn != null) {
            return SERVING;
        }
        if (recruitment != null) {
            return "within-recruitment";
        }
        return status != null ? "within-status" : "within";
    }
}
