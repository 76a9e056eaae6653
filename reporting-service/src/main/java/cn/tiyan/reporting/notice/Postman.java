package cn.tiyan.reporting.notice;

import cn.tiyan.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends what is to be sent, each channel on a thread of its own: a mail server that does not answer holds up nothing but mails. What
 * fails is tried again later and later. Sending is at least once: whoever dies between sending and writing it down leaves it to be sent
 * again when the lease is over, with the same identifier.
 */
@Component
class Postman implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Notices notices;
    private final Readers readers;
    private final List<Channel> channels;
    private final Clock clock;
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean stopping;

    Postman(Notices notices, Readers readers, List<Channel> channels, Clock clock) {
        this.notices = notices;
        this.readers = readers;
        // One of each kind; one that sends comes before one that only records.
        this.channels = List.copyOf(channels.stream().sorted(Comparator.comparing(RecordingChannel.class::isInstance))
                .collect(Collectors.toMap(Channel::kind, Function.identity(), (first, other) -> first, TreeMap::new)).values());
        this.clock = clock;
    }

    /**
     * Sends what waits for one channel, until nothing is left or the channel turns out to be out of reach.
     *
     * @return how many were tried
     */
    int round(Channel channel) {
        int tried = 0;
        for (Dispatch next = notices.take(channel.kind(), LEASE); next != null; next = notices.take(channel.kind(), LEASE)) {
            tried++;
            if (!sent(channel, next) || stopping) {
                break;
            }
        }
        return tried;
    }

    /** @return false if the channel is out of reach */
    private boolean sent(Channel channel, Dispatch dispatch) {
        Optional<String> to = readers.still(dispatch.account(), dispatch.unit()).map(recipient -> recipient.choice().address(channel.kind(), dispatch.account()));
        if (to.isEmpty()) {
            notices.settled(dispatch, Dispatch.State.DROPPED, null);
            return true;
        }
        boolean left;
        try {
            left = channel.send(new Channel.Message(dispatch.id(), to.get(), dispatch.subject(), dispatch.text()));
        } catch (Channel.Undelivered failure) {
            failed(dispatch, String.valueOf(failure.getMessage()));
            return !failure.down();
        } catch (RuntimeException defect) {
            // The text of an exception may quote an address.
            log.error("{} of {} failed: {}", dispatch.id(), channel.kind(), defect.getClass().getName());
            failed(dispatch, "发送出错");
            return true;
        }
        notices.settled(dispatch, left ? Dispatch.State.SENT : Dispatch.State.RECORDED, null);
        return true;
    }

    private void failed(Dispatch dispatch, String problem) {
        NoticePolicy policy = readers.policy();
        if (dispatch.tries() >= policy.mostTries()) {
            notices.settled(dispatch, Dispatch.State.FAILED, problem);
        } else {
            notices.again(dispatch, clock.instant().plus(policy.retryAfter(dispatch.tries())), problem);
        }
    }

    @Override
    public void start() {
        stopping = false;
        for (Channel channel : channels) {
            var worker = new Worker("notices-" + channel.kind().name().toLowerCase(java.util.Locale.ROOT), Duration.ofSeconds(5));
            workers.add(worker);
            // Stopped by unparking it: what is being sent is sent, and written down.
            worker.repeat(Duration.ZERO, EVERY, () -> {
                round(channel);
                return false;
            }, failure -> log.warn("Sending by {} waits: {}", channel.kind(), failure.getClass().getName()));
        }
    }

    @Override
    public void stop() {
        stopping = true;
        workers.forEach(worker -> worker.stop(LockSupport::unpark));
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return !workers.isEmpty();
    }
}
