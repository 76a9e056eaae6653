package cn.tiyan.issue.calendar;

import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.stereotype.Component;

/** The calendar as it is at this moment: the bundled years, and in their place or beside them those published in Nacos. */
@Component
public class WorkingCalendars {

    private final Live<CalendarSettings> settings;
    private volatile Built built;

    WorkingCalendars(LiveSettings settings) {
        this.settings = settings.bind("tiyan.issue.calendar", CalendarSettings.class);
        this.built = Built.from(this.settings.get());
    }

    /** The calendar to count by now. The same object until an operator changes a year; ask anew each time. */
    public WorkingCalendar current() {
        Built last = built;
        CalendarSettings now = settings.get();
        if (last.settings != now) {
            last = Built.from(now);
            built = last;
        }
        return last.calendar;
    }

    private record Built(CalendarSettings settings, WorkingCalendar calendar) {

        static Built from(CalendarSettings settings) {
            return new Built(settings, WorkingCalendar.bundled().with(settings.years()));
        }
    }
}
