SELECT host, used FROM cpu_usage WHERE used > 0.9;
