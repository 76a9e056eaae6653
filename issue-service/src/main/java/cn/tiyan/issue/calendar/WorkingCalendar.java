package cn.tiyan.issue.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/**
 * Which days are worked, and how far a number of working days reaches. Years with a notice of the State Council follow it, with
 * its make-up days; others are provisional: Monday to Friday, less the statutory holidays of fixed date. Immutable.
 */
public final class WorkingCalendar {

    private final Map<Integer, CalendarYear> published;
    /** From {@link CalendarYear#FIRST} on, counted beforehand. */
    private final List<CountedYear> counted;

    private WorkingCalendar(Map<Integer, CalendarYear> published) {
        this.published = Map.copyOf(published);
        List<CountedYear> years = new ArrayList<>();
        for (int year = CalendarYear.FIRST; year <= CalendarYear.LAST; year++) {
            CalendarYear schedule = published.get(year);
            years.add(schedule == null ? CountedYear.provisional(year) : CountedYear.of(schedule));
        }
        this.counted = List.copyOf(years);
    }

    /**
     * How far a number of working days reaches.
     *
     * @param date the day the last of them falls on
     * @param provisional a day that was counted or passed over lies in a year whose notice is not out: the date may change
     */
    public record Counted(LocalDate date, boolean provisional) {
    }

    /** The years this release knows. */
    public static WorkingCalendar bundled() {
        return Bundled.CALENDAR;
    }

    /** This calendar with these years in place of its own. */
    WorkingCalendar with(Collection<CalendarYear> years) {
        Map<Integer, CalendarYear> more = new HashMap<>(published);
        years.forEach(year -> more.put(year.year(), year));
        return new WorkingCalendar(more);
    }

    /** Whether the day is worked. */
    public boolean isWorkingDay(LocalDate day) {
        return year(day.getYear()).works(day);
    }

    /** Whether the notice for this year is known. */
    public boolean isPublished(int year) {
        return year(year).isPublished();
    }

    /**
     * The day on which the last of so many working days falls. The day itself does not count, worked or not; no days lead to the
     * day itself.
     *
     * @param days 0 or more
     */
    public Counted plusWorkingDays(LocalDate from, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("Working days are counted forward only: " + days);
        }
        if (days == 0) {
            return new Counted(from, false);
        }
        int at = from.getYear();
        boolean provisional = !isPublished(from.plusDays(1).getYear());
        long left = (long) year(at).upTo(from) + days;
        while (left > year(at).workingDays()) {
            left -= year(at).workingDays();
            at++;
            provisional |= !isPublished(at);
        }
        return new Counted(year(at).nth((int) left), provisional);
    }

    /**
     * How many working days lie after {@code from} and not after {@code to}; negative where {@code to} is the earlier one. So
     * {@code plusWorkingDays(from, n)} is n working days away.
     */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -workingDaysBetween(to, from);
        }
        int days = year(to.getYear()).upTo(to) - year(from.getYear()).upTo(from);
        for (int between = from.getYear(); between < to.getYear(); between++) {
            days += year(between).workingDays();
        }
        return days;
    }

    /** The notice for this year, if it is known. */
    public Optional<Notice> source(int year) {
        return Optional.ofNullable(year(year).source());
    }

    /** The days off of this year with what they are called, in order; plain weekends are not among them. */
    public Map<LocalDate, String> daysOff(int year) {
        return year(year).daysOff();
    }

    /** The Saturdays and Sundays of this year that are worked, in order. */
    public Collection<LocalDate> makeUpDays(int year) {
        return year(year).makeUpDays();
    }

    /** How many days of this year are worked. */
    public int workingDays(int year) {
        return year(year).workingDays();
    }

    private CountedYear year(int year) {
        boolean beyond = year < CalendarYear.FIRST || year > CalendarYear.LAST;
        return beyond ? CountedYear.provisional(year) : counted.get(year - CalendarYear.FIRST);
    }

    /** Read once, when it is first asked for. */
    private static final class Bundled {

        private static final WorkingCalendar CALENDAR = new WorkingCalendar(Map.of()).with(read().years());

        private static CalendarSettings read() {
            try {
                var sources = new YamlPropertySourceLoader().load("calendar", new ClassPathResource("calendar.yml"));
                return new Binder(ConfigurationPropertySources.from(sources)).bind("tiyan.issue.calendar", CalendarSettings.class).get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
