package cn.tiyan.reporting.milestone;

import cn.tiyan.platform.worker.Worker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens each year when its day has come, and follows the tree, for as long as the service runs. Several replicas write the same. */
@Component
class CalendarWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CalendarWatch.class);
    private static final Duration AT_FIRST = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Calendars calendars;
    private final Worker worker = new Worker("milestone-calendar", Duration.ofSeconds(5));

    CalendarWatch(Calendars calendars) {
        this.calendars = calendars;
    }

    @Override
    public void start() {
        worker.repeat(AT_FIRST, EVERY, this::keepUp, failure -> log.warn("The calendar waits: {}", failure.toString()));
    }

    @Override
    public void stop() {
        worker.stop(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    private boolean keepUp() {
        calendars.keepUp();
        return false;
    }
}
