package cn.tiyan.feedback.progress;

import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.feedback.sender.Webhook;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends progress to the webhooks of senders. When it is due stands in its own document: a restart forgets nothing, and nothing is
 * scanned. Each sender has a thread and a circuit breaker of its own, so that one who is away holds up nobody else; while the breaker
 * is open nothing is read, written or counted as a try.
 *
 * <p>Before it is sent it is claimed by a guarded write: of several replicas one sends it, and whoever changes it meanwhile waits for
 * that. What a crash interrupts is sent again when the claim is over. So each is sent at least once, one at a time per piece of
 * feedback, the newest last.
 *
 * <p>Counted as {@code tiyan.feedback.webhooks} by {@code sender} and {@code result}: {@code delivered}, {@code failed} (each try) and
 * {@code given-up}; alert on any that is given up. {@code tiyan.feedback.webhooks.waiting}, by {@code sender}, is how many wait, counted
 * to {@link #MOST_COUNTED}: alert when it grows for an hour. All replicas show the same of that: take the maximum.
 */
@Component
public class Courier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final int BATCH = 64;
    private static final int TRIALS = 2;
    private static final int WINDOW = 10;
    private static final int SAVES = 20;
    private static final int MOST_COUNTED = 1_000;

    private final StoredProgress stored;
    private final Progresses progresses;
    private final WebhookSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    private record Route(Webhook webhook, CircuitBreaker breaker) {
    }

    Courier(StoredProgress stored, Progresses progresses, Senders senders, WebhookSettings settings, Clock clock, MeterRegistry meters) {
        this.stored = stored;
        this.progresses = progresses;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        var breaker = CircuitBreakerConfig.custom().slidingWindowSize(WINDOW).minimumNumberOfCalls(WINDOW / 2).failureRateThreshold(50)
                .waitDurationInOpenState(settings.breakerWait()).permittedNumberOfCallsInHalfOpenState(TRIALS).build();
        for (Webhook webhook : senders.webhooks()) {
            List<String> known = Arrays.stream(Stage.values()).map(Stage::name).toList();
            if (!known.containsAll(webhook.wanted())) {
                throw new IllegalStateException("The webhook of sender " + webhook.sender() + " asks for stages there are not; there are " + known);
            }
            Gauge.builder("tiyan.feedback.webhooks.waiting", () -> stored.waiting(webhook.sender(), MOST_COUNTED)).tag("sender", webhook.sender())
                    .description("Progress that waits to be sent").register(meters);
            routes.put(webhook.sender(), new Route(webhook, CircuitBreaker.of("webhook-" + webhook.sender(), breaker)));
        }
    }

    /**
     * How a sender's webhook does.
     *
     * @param sender whose
     * @param host where
     * @param reached false while it is left alone because it mostly failed
     * @param waiting how many wait to be sent
     * @param more whether there are more than that
     */
    public record State(String sender, String host, boolean reached, long waiting, boolean more) {
    }

    /** All of them, as this replica sees them. */
    public List<State> states() {
        return routes.values().stream().map(route -> {
            long waiting = stored.waiting(route.webhook().sender(), MOST_COUNTED + 1);
            return new State(route.webhook().sender(), route.webhook().url().getHost(), route.breaker().getState() != CircuitBreaker.State.OPEN,
                    Math.min(waiting, MOST_COUNTED), waiting > MOST_COUNTED);
        }).toList();
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            routes.values().forEach(route -> threads.add(Thread.ofVirtual().name(route.breaker().getName()).start(() -> run(route))));
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(settings.connectTimeout());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run(Route route) {
        try (var post = new Post(settings, clock);
                ExecutorService workers = Executors.newFixedThreadPool(settings.atOnce(), Thread.ofVirtual().factory())) {
            while (running) {
                try {
                    if (round(route, post, workers) > 0) {
                        continue;
                    }
                } catch (RuntimeException e) {
                    log.warn("Progress for {} waits: {}", route.webhook().sender(), e.toString());
                }
                TimeUnit.MILLISECONDS.sleep(settings.every().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how many were tried */
    private int round(Route route, Post post, ExecutorService workers) throws InterruptedException {
        int most = route.breaker().getState() == CircuitBreaker.State.CLOSED ? BATCH : TRIALS;
        List<Progress> due = new ArrayList<>(stored.due(route.webhook().sender(), clock.instant(), most));
        // Replicas that look at the same time seldom reach for the same one.
        Collections.shuffle(due);
        int tried = 0;
        for (Future<Boolean> sent : workers.invokeAll(due.stream().<Callable<Boolean>>map(progress -> () -> deliver(route, progress, post)).toList())) {
            try {
                tried += sent.get() ? 1 : 0;
            } catch (ExecutionException e) {
                log.warn("Progress for {} could not be sent", route.webhook().sender(), e.getCause());
            }
        }
        return tried;
    }

    private boolean deliver(Route route, Progress progress, Post post) throws InterruptedException {
        if (!route.breaker().tryAcquirePermission()) {
            return false;
        }
        boolean counted = false;
        try {
            progress.claim(clock.instant().plus(settings.claim()));
            ProgressView view = progresses.view(progress).orElseThrow();
            if (!stored.save(progress)) {
                return false;
            }
            long begun = System.nanoTime();
            Post.Answer answer = post.send(route.webhook(), view);
            counted = true;
            if (answer.failure() == null) {
                route.breaker().onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            } else {
                route.breaker().onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, new IllegalStateException(answer.failure()));
            }
            note(progress.issue(), view.revision(), answer);
            return true;
        } finally {
            if (!counted) {
                route.breaker().releasePermission();
            }
        }
    }

    private void note(String issue, int sent, Post.Answer answer) {
        for (int tried = 1; tried <= SAVES; tried++) {
            Progress progress = stored.find(issue).orElseThrow();
            Instant now = clock.instant();
            if (answer.failure() == null) {
                progress.delivered(sent, now);
            } else {
                progress.failed(sent, answer.failure(), tries -> later(settings.waitAfter(tries), answer.retryAfter()), settings.patience(), now);
            }
            if (stored.save(progress)) {
                String sender = progress.origin().map(Origin::sender).orElse("");
                count(sender, answer.failure() == null ? "delivered" : "failed");
                if (progress.givenUpAt() != null) {
                    count(sender, "given-up");
                    log.error("Progress of {} for {} is given up after {} tries: {}", issue, sender, progress.tries(),
                            answer.failure());
                }
                return;
            }
        }
        log.warn("What came of sending progress of {} could not be noted; it is sent again", issue);
    }

    private void count(String sender, String result) {
        meters.counter("tiyan.feedback.webhooks", "sender", sender, "result", result).increment();
    }

    /** What the receiver asks for is kept, up to the longest wait there is. */
    private Duration later(Duration ours, @Nullable Duration theirs) {
        if (theirs == null || theirs.compareTo(ours) < 0) {
            return ours;
        }
        return theirs.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : theirs;
    }
}
