package dev.sallyport.domain.telemetry;

/** The job that a report is about; what its one-time key is bound to. */
public record MonitoredJob(RepositoryFullName repository, RunId run, CorrelationId correlation) {}
