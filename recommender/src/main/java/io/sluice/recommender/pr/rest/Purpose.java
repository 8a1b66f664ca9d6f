package io.sluice.recommender.pr.rest;

/**
 * What a request is for, in the words of an error message.
 *
 * @param doing completes "could not …", such as {@code open the pull request of netpol/prod/shop}
 * @param needs the permission that it takes on this host
 */
public record Purpose(String doing, String needs) {}
