import { Template } from 'adaptivecards-templating';
import type { AdaptiveCard } from './adaptiveCard';
import type { CardData, TemplateName } from './cardData';
import csv from './templates/csv.json';
import duty from './templates/duty.json';
import form from './templates/form.json';
import help from './templates/help.json';
import list from './templates/list.json';
import notice from './templates/notice.json';
import questionnaire from './templates/questionnaire.json';
import report from './templates/report.json';
import request from './templates/request.json';

/** Read once: parsing a template takes longer than filling it in. */
const TEMPLATES: Readonly<Record<TemplateName, Template>> = {
  request: new Template(request),
  form: new Template(form),
  questionnaire: new Template(questionnaire),
  notice: new Template(notice),
  help: new Template(help),
  duty: new Template(duty),
  list: new Template(list),
  report: new Template(report),
  csv: new Template(csv),
};

/** A template filled in, in one pass: typed text that looks like a binding stays text. */
export function render<Name extends TemplateName>(name: Name, data: CardData[Name]): AdaptiveCard {
  return TEMPLATES[name].expand({ $root: data }) as AdaptiveCard;
}
