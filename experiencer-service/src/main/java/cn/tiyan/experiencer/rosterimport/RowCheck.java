package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.experiencer.Candidate;
import cn.tiyan.experiencer.experiencer.IdentityNumber;
import cn.tiyan.experiencer.experiencer.Term;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a row can become a record, by the rules for a single recommendation.
 *
 * @param home the unit the roster is handed in for
 * @param today in China
 * @param clerk account of whoever hands it in: nobody appoints themselves
 */
record RowCheck(Organisation organisation, Unit home, LocalDate today, String clerk) {

    private static final int OF_AGE = 18;
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}");
    private static final Pattern ACCOUNT = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");
    private static final int DIGITS = 11;
    private static final List<DateTimeFormatter> DAYS = List.of(days("uuuu-M-d"), days("uuuu/M/d"), days("uuuu.M.d"), days("uuuu年M月d日"));

    private static DateTimeFormatter days(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.CHINA).withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * A row that was looked at.
     *
     * @param phone where it is one
     * @param identity where it is one
     * @param person what it says of the person; null with errors
     */
    record Checked(@Nullable Personal phone, @Nullable Personal identity, @Nullable Person person, List<FieldError> errors) {
    }

    /** Who a good row is about, and for which days they were appointed on paper, if they were. */
    record Person(Unit unit, Candidate candidate, @Nullable Personal address, @Nullable Term term) {
    }

    Checked check(Map<Column, String> values) {
        var row = new Reading(values);
        String name = row.text(Column.NAME, 60);
        String phone = row.text(Column.PHONE, 30);
        Personal mobile = null;
        if (phone != null && MOBILE.matcher(phone).matches()) {
            String digits = phone.replaceAll("\\D", "");
            mobile = Personal.of(Personal.Kind.PHONE, digits.substring(digits.length() - DIGITS));
        } else if (phone != null) {
            row.wrong(Column.PHONE, "应为 11 位手机号码");
        }
        Personal identity = identity(row);
        AgeBand ageBand = ageBand(row, identity);
        ExperiencerCategory category = row.choice(Column.CATEGORY, ExperiencerCategory.values(), ExperiencerCategory::chinese);
        Recruitment recruitment = row.choice(Column.RECRUITMENT, Recruitment.values(), Recruitment::chinese);
        String field = row.text(Column.FIELD, 60);
        String address = row.text(Column.ADDRESS, 120);
        String account = row.text(Column.ACCOUNT, 64);
        if (account != null && !ACCOUNT.matcher(account).matches()) {
            row.wrong(Column.ACCOUNT, "应为 1 至 64 个英文字母、数字或符号");
        }
        Unit unit = unit(row);
        Term term = term(row);
        if (term != null && clerk.equals(account)) {
            row.wrong(Column.ACCOUNT, "不能聘任本人");
        }
        if (!row.errors.isEmpty()) {
            return new Checked(mobile, identity, null, List.copyOf(row.errors));
        }
        var candidate = new Candidate(Personal.of(Personal.Kind.NAME, Objects.requireNonNull(name)), Objects.requireNonNull(mobile), identity,
                Objects.requireNonNull(category), Objects.requireNonNull(ageBand), Objects.requireNonNull(field),
                recruitment == null ? Recruitment.UNIT_RECOMMENDATION : recruitment, account);
        return new Checked(mobile, identity, new Person(unit, candidate, address == null ? null : Personal.of(Personal.Kind.ADDRESS, address), term), List.of());
    }

    private @Nullable Personal identity(Reading row) {
        String text = row.text(Column.IDENTITY, 30);
        if (text == null) {
            return null;
        }
        if (!IdentityNumber.isValid(text)) {
            row.wrong(Column.IDENTITY, "不是有效的 18 位身份证号码，请核对校验位，并以文本格式填写");
            return null;
        }
        if (age(text) < OF_AGE) {
            row.wrong(Column.IDENTITY, "未满 " + OF_AGE + " 周岁");
        }
        return Personal.of(Personal.Kind.IDENTITY, text.toUpperCase(Locale.ROOT));
    }

    private int age(String identity) {
        LocalDate birthday = LocalDate.of(Integer.parseInt(identity.substring(6, 10)), Integer.parseInt(identity.substring(10, 12)), Integer.parseInt(identity.substring(12, 14)));
        return Period.between(birthday, today).getYears();
    }

    private @Nullable AgeBand ageBand(Reading row, @Nullable Personal identity) {
        AgeBand said = row.choice(Column.AGE_BAND, AgeBand.values(), AgeBand::chinese);
        if (identity == null) {
            if (said == null && row.isFree(Column.AGE_BAND) && row.isFree(Column.IDENTITY)) {
                row.wrong(Column.AGE_BAND, "请填写年龄段或身份证号码");
            }
            return said;
        }
        int age = age(identity.reveal());
        AgeBand derived = age < 30 ? AgeBand.UNDER_30 : age < 45 ? AgeBand.FROM_30_TO_44 : age < 60 ? AgeBand.FROM_45_TO_59 : AgeBand.FROM_60;
        if (said != null && said != derived) {
            row.wrong(Column.AGE_BAND, "与身份证号码中的出生日期不符");
        }
        return derived;
    }

    private Unit unit(Reading row) {
        String code = row.text(Column.UNIT, 16);
        if (code == null) {
            return home;
        }
        Optional<Unit> unit = organisation.find(code).filter(Unit::active).filter(found -> found.isWithin(home.code()));
        if (unit.isEmpty()) {
            row.wrong(Column.UNIT, "不是“" + home.name() + "”及其下级的在用单位");
        }
        return unit.orElse(home);
    }

    private @Nullable Term term(Reading row) {
        LocalDate from = row.day(Column.TERM_FROM);
        LocalDate to = row.day(Column.TERM_TO);
        if (from == null && to == null) {
            return null;
        }
        if (from == null || to == null) {
            Column missing = from == null ? Column.TERM_FROM : Column.TERM_TO;
            if (row.isFree(missing)) {
                row.wrong(missing, "任期起止日期应同时填写，或同时不填");
            }
            return null;
        }
        var term = new Term(from, to);
        try {
            term.check(today);
            return term;
        } catch (Refusal refusal) {
            refusal.fieldErrors().forEach(error -> row.wrong(error.field().equals(Column.TERM_FROM.field()) ? Column.TERM_FROM : Column.TERM_TO, error.message()));
            return null;
        }
    }

    /** A row while it is looked at. */
    private static final class Reading {

        private final Map<Column, String> values;
        private final List<FieldError> errors = new ArrayList<>();

        private Reading(Map<Column, String> values) {
            this.values = values;
        }

        private void wrong(Column column, String message) {
            errors.add(new FieldError(column.field(), column.title() + "：" + message));
        }

        /** Whether nothing is wrong with it so far. */
        private boolean isFree(Column column) {
            return errors.stream().noneMatch(error -> error.field().equals(column.field()));
        }

        private @Nullable String text(Column column, int longest) {
            String text = values.getOrDefault(column, "").strip();
            if (text.startsWith(RosterSheet.UNREADABLE)) {
                wrong(column, text.substring(RosterSheet.UNREADABLE.length()));
                return null;
            }
            if (text.isEmpty()) {
                if (column.required()) {
                    wrong(column, "必填");
                }
                return null;
            }
            if (text.length() > longest) {
                wrong(column, "不超过 " + longest + " 个字");
                return null;
            }
            if (!PRINTABLE.matcher(text).matches()) {
                wrong(column, "不能含有控制字符或换行");
                return null;
            }
            return text;
        }

        private <T> @Nullable T choice(Column column, T[] all, Function<T, String> chinese) {
            String text = text(column, 60);
            if (text == null) {
                return null;
            }
            String plain = text.replaceAll("\\s", "");
            Optional<T> chosen = Arrays.stream(all).filter(each -> chinese.apply(each).replaceAll("\\s", "").equals(plain)).findFirst();
            if (chosen.isEmpty()) {
                wrong(column, "应为以下之一：" + String.join("、", column.choices()));
            }
            return chosen.orElse(null);
        }

        private @Nullable LocalDate day(Column column) {
            String text = text(column, 30);
            if (text == null) {
                return null;
            }
            for (DateTimeFormatter days : DAYS) {
                try {
                    return LocalDate.parse(text, days);
                } catch (DateTimeParseException e) {
                    // Written another way, then.
                }
            }
            wrong(column, "应为日期，例如 2026-10-01");
            return null;
        }
    }
}
