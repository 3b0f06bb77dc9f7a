-- Detected victims from citizenship to country of detection, one row per label as printed, read by the reviewed table of
-- labels. Labels that name no one country keep their kind; none is dropped. Two kinds of row are shown but must stay out
-- of any sum: a label that is a total over all citizenships, and a figure that repeats another of the same citizenship
-- under a second label (Solomon Islands 2019: 8 "Nationals" and 8 "Solomon islanders").
create table victim_flow as
select
    part.area as detected_in,
    part.year,
    part.part as label,
    if(origin_label.kind = 'country' and origin_label.iso3 = part.area, 'nationals', origin_label.kind::varchar) as kind,
    if(origin_label.kind = 'nationals', part.area, origin_label.iso3) as citizenship,
    origin_label.reason,
    lower(part.part) <> 'total' and (
        citizenship is null
        or row_number() over (partition by detected_in, year, citizenship, value, qualifier order by label) = 1
    ) as counted,
    part.value,
    part.qualifier,
    part.unit,
    part.source_id,
    part.vintage
from victim_breakdown as part
left join origin_label on origin_label.label = part.part
where part.breakdown = 'citizenship'
order by detected_in, part.year, label;

comment on table victim_flow is 'Detected victims from citizenship to country of detection, one row per label as printed.';
comment on column victim_flow.detected_in is 'Country in which the victims were detected.';
comment on column victim_flow.label is 'Citizenship as the publisher prints it.';
comment on column victim_flow.kind is 'country, nationals (of the country of detection), abroad, unknown, group, stateless, or unmappable.';
comment on column victim_flow.citizenship is 'Country of citizenship, where the label names one.';
comment on column victim_flow.counted is 'Whether the row may enter a sum: not a total, and no repetition under a second label.';
comment on column victim_flow.reason is 'Why the label names no one country.';
